using System.Collections;
using System.Globalization;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Writes OTLP's <c>KeyValue</c> and <c>AnyValue</c>, scrubbed.</summary>
internal static class OtlpValues
{
    private const int MaxDepth = 8;

    public static void WriteAttribute(this ProtobufWriter writer, int field, string key, object? value) => WritePair(writer, field, key, value, 0);

    private static void WritePair(ProtobufWriter writer, int field, string key, object? value, int depth)
    {
        var pair = writer.Begin(field);
        writer.WriteString(1, key);
        writer.WriteValue(2, Scrubber.IsSecret(key) ? Scrubber.Mask : value, depth);
        writer.End(pair);
    }

    /// <summary>An <c>AnyValue</c>: text, truth value, number, or an array or list of key and value; of anything else its text.</summary>
    private static void WriteValue(this ProtobufWriter writer, int field, object? value, int depth)
    {
        var any = writer.Begin(field);
        switch (value)
        {
            case null:
                break;
            case string text:
                writer.WriteString(1, Scrubber.Text(text));
                break;
            case bool truth:
                writer.WriteBool(2, truth);
                break;
            case int or long or short or sbyte or byte or ushort or uint:
                writer.WriteVarint(3, (ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                writer.WriteDouble(4, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.WriteBytes(7, bytes);
                break;
            case IEnumerable<KeyValuePair<string, object?>> pairs when depth < MaxDepth:
                WritePairs(writer, pairs, depth);
                break;
            case IEnumerable items when depth < MaxDepth:
                WriteItems(writer, items, depth);
                break;
            default:
                writer.WriteString(1, Scrubber.Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                break;
        }

        writer.End(any);
    }

    private static void WriteItems(ProtobufWriter writer, IEnumerable items, int depth)
    {
        var array = writer.Begin(5);
        foreach (var item in items)
            writer.WriteValue(1, item, depth + 1);
        writer.End(array);
    }

    private static void WritePairs(ProtobufWriter writer, IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        var list = writer.Begin(6);
        foreach (var (key, value) in pairs)
            WritePair(writer, 1, key, value, depth + 1);

        writer.End(list);
    }
}
