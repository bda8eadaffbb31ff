using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Writes one document after the other into the same buffer, scrubs texts and cuts those that are too long.</summary>
internal sealed class DocumentWriter
{
    /// <summary>A text that is longer than what the daemon takes can't fit.</summary>
    public const int LongestText = 65_507;

    // A document above it is written again in parts or cut: no need to finish it.
    private const int LongestDocument = 65_507;

    public const string CutMark = "… (truncated)";

    private const int MaxDepth = 8;

    public JsonBuffer Json { get; } = new();

    /// <summary>Texts above it are cut.</summary>
    public int TextLimit { get; set; } = LongestText;

    /// <summary>Entries of metadata and items of arrays above it are left out, and counted.</summary>
    public int ItemLimit { get; set; } = int.MaxValue;

    /// <summary>A text that needs neither scrubbing nor cutting.</summary>
    public void Known(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        Json.Name(name);
        Json.Text(value);
    }

    /// <summary>A text of whatever origin; without a value nothing is written.</summary>
    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        Json.Name(name);
        TextValue(Scrubber.Text(value));
    }

    /// <summary>A text that is put together of parts, which have been scrubbed.</summary>
    public void Text(ReadOnlySpan<byte> name, params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
            length += part.Length;

        var rented = ArrayPool<char>.Shared.Rent(length);
        var end = 0;
        foreach (var part in parts)
        {
            part.CopyTo(rented.AsSpan(end));
            end += part.Length;
        }

        if (length <= TextLimit)
            Known(name, rented.AsSpan(0, length));
        else
            Text(name, new string(rented, 0, length));
        ArrayPool<char>.Shared.Return(rented);
    }

    public void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is not { } number)
            return;
        Json.Name(name);
        Json.Number(number);
    }

    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        if (!value)
            return;
        Json.Name(name);
        Json.Bool(true);
    }

    public void SpanId(ReadOnlySpan<byte> name, ActivitySpanId id) => Known(name, id.ToHexString());

    /// <summary>The trace's id in X-Ray's form.</summary>
    public void TraceId(ReadOnlySpan<byte> name, ActivityTraceId id)
    {
        Span<char> text = stackalloc char[XRayTraceId.Length];
        XRayTraceId.Format(id, text);
        Known(name, text);
    }

    /// <summary>Seconds since 1970 with microseconds.</summary>
    public void Time(ReadOnlySpan<byte> name, DateTime time)
    {
        Span<byte> text = stackalloc byte[32];
        var microseconds = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Utf8Formatter.TryFormat(microseconds / 1_000_000, text, out var length);
        text[length++] = (byte)'.';
        Utf8Formatter.TryFormat(microseconds % 1_000_000, text[length..], out var digits, new StandardFormat('D', 6));
        Json.Name(name);
        Json.Raw(text[..(length + digits)]);
    }

    /// <summary>A tag's value, which has been scrubbed.</summary>
    public void Value(object? value, int depth = 0)
    {
        switch (value)
        {
            case null:
                Json.Raw("null"u8);
                break;
            case string text:
                TextValue(text);
                break;
            case bool flag:
                Json.Bool(flag);
                break;
            case int or long or short or byte or sbyte or ushort or uint:
                Json.Number(Convert.ToInt64(value));
                break;
            case ulong number:
                Json.Number(number);
                break;
            case decimal number:
                Json.Number(number);
                break;
            case double number when double.IsFinite(number):
                Json.Number(number);
                break;
            case float number when float.IsFinite(number):
                Json.Number(number);
                break;
            case Array items when depth < MaxDepth:
                Items(items, depth);
                break;
            default:
                TextValue(TextOf(value));
                break;
        }
    }

    public void TextValue(string text)
    {
        if (IsTooLong)
            text = "";
        if (text.Length <= TextLimit)
        {
            Json.Text(text);
            return;
        }

        Json.Text(string.Concat(text.AsSpan(0, TextLimit), CutMark));
    }

    private bool IsTooLong => Json.Written.Length > LongestDocument;

    private void Items(Array items, int depth)
    {
        Json.BeginArray();
        var left = ItemLimit;
        foreach (var item in items)
        {
            if (left-- == 0 || IsTooLong)
            {
                Json.Text(CutMark);
                break;
            }

            Value(Scrubber.Value("", item), depth + 1);
        }

        Json.EndArray();
    }

    // A tag may be any object, with a ToString of its own.
    private static string TextOf(object value)
    {
        try
        {
            return Scrubber.Text(Convert.ToString(value) ?? "");
        }
        catch (Exception failed)
        {
            return $"({value.GetType().FullName} has no text: {failed.GetType().FullName})";
        }
    }
}
