using System.Diagnostics;
using System.Globalization;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>
/// OpenTelemetry's rejection threshold: of the 2^56 values that a trace's randomness can have, those below it are not sampled.
/// See https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/.
/// </summary>
internal static class SamplingThreshold
{
    /// <summary>How many values there are; as a threshold it lets nothing pass.</summary>
    public const ulong Never = 1UL << 56;

    public const int Digits = 14;

    /// <summary>The threshold of a share of 0 to 1.</summary>
    public static ulong OfShare(double share) => Math.Min(Never, (ulong)Math.Round((1 - share) * Never));

    /// <summary>How many traces one stands for: 2^56 ÷ (2^56 − threshold), to the nearest whole number.</summary>
    public static int Weight(ulong threshold) =>
        threshold >= Never ? int.MaxValue : (int)Math.Min(int.MaxValue, Math.Round((double)Never / (Never - threshold)));

    /// <summary>As <c>th</c> is written: 14 hex digits without the zeros at their end, at least one.</summary>
    public static string Format(ulong threshold) => threshold == 0 ? "0" : threshold.ToString("x14", CultureInfo.InvariantCulture).TrimEnd('0');

    /// <summary>Reads a <c>th</c> of 1 to 14 lower-case hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ulong threshold)
    {
        threshold = 0;
        if (text.Length is 0 or > Digits || !Propagation.Hex.IsLowerCase(text))
            return false;

        threshold = ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) << (4 * (Digits - text.Length));
        return true;
    }

    /// <summary>The randomness of an id that was made at random: its last 56 bits.</summary>
    public static ulong RandomnessOf(ActivityTraceId traceId)
    {
        Span<byte> bytes = stackalloc byte[16];
        traceId.CopyTo(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & (Never - 1);
    }
}
