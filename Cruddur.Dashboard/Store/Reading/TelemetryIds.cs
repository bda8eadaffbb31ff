using System.Buffers.Binary;
using System.Globalization;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Ids as people write them and as the tables hold them. What isn't an id is one that nothing has.</summary>
internal static class TelemetryIds
{
    /// <summary>A trace's id from hexadecimal digits, also in X-Ray's form; null for none.</summary>
    public static byte[]? Trace(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return null;
        var digits = id.StartsWith("1-", StringComparison.Ordinal) ? id[2..].Replace("-", "", StringComparison.Ordinal) : id;
        var bytes = new byte[16];
        return digits.Length == 32 && Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : [];
    }

    /// <summary>A trace's id as a number.</summary>
    public static UInt128 Number(ReadOnlySpan<byte> id) => BinaryPrimitives.ReadUInt128BigEndian(id);

    /// <summary>A span's id from hexadecimal digits; null for none.</summary>
    public static long? Span(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return null;
        return id.Length == 16 && long.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
