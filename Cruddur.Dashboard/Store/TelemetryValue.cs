using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cruddur.Dashboard.Store;

/// <summary>An attribute's value or a log's body: OTLP's <c>AnyValue</c>. <see cref="object.ToString"/> shows it to a reader.</summary>
public abstract record TelemetryValue
{
    /// <summary>A value that was sent without content.</summary>
    public static TelemetryValue Empty { get; } = new EmptyValue();

    /// <summary>Writes the value as OTLP JSON: <c>{"stringValue":"a"}</c>, with 64-bit integers as strings and bytes as base64.</summary>
    public void WriteOtlpTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteContent(json);
        json.WriteEndObject();
    }

    private protected abstract void WriteContent(Utf8JsonWriter json);
}

internal sealed record EmptyValue : TelemetryValue
{
    public override string ToString() => "";

    private protected override void WriteContent(Utf8JsonWriter json)
    {
    }
}

internal sealed record StringValue(string Text) : TelemetryValue
{
    public override string ToString() => Text;

    private protected override void WriteContent(Utf8JsonWriter json) => json.WriteString("stringValue", Text);
}

internal sealed record BoolValue(bool Value) : TelemetryValue
{
    public override string ToString() => Value ? "true" : "false";

    private protected override void WriteContent(Utf8JsonWriter json) => json.WriteBoolean("boolValue", Value);
}

internal sealed record IntValue(long Value) : TelemetryValue
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private protected override void WriteContent(Utf8JsonWriter json) => json.WriteString("intValue", ToString());
}

internal sealed record DoubleValue(double Value) : TelemetryValue
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private protected override void WriteContent(Utf8JsonWriter json)
    {
        // JSON has no number for these; protobuf's JSON form spells them out.
        if (double.IsFinite(Value))
            json.WriteNumber("doubleValue", Value);
        else
            json.WriteString("doubleValue", ToString());
    }
}

internal sealed record BytesValue(ReadOnlyMemory<byte> Bytes) : TelemetryValue
{
    public bool Equals(BytesValue? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode() => Bytes.Length;

    public override string ToString() => Convert.ToBase64String(Bytes.Span);

    private protected override void WriteContent(Utf8JsonWriter json) => json.WriteBase64String("bytesValue", Bytes.Span);
}

internal sealed record ArrayValue(IReadOnlyList<TelemetryValue> Items) : TelemetryValue
{
    public bool Equals(ArrayValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Count;

    public override string ToString() => $"[{string.Join(", ", Items)}]";

    private protected override void WriteContent(Utf8JsonWriter json)
    {
        json.WriteStartObject("arrayValue");
        json.WriteStartArray("values");
        foreach (var item in Items)
            item.WriteOtlpTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

internal sealed record MapValue(IReadOnlyList<TelemetryAttribute> Entries) : TelemetryValue
{
    public bool Equals(MapValue? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Count;

    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (var (key, value) in Entries)
            text.Append(text.Length == 1 ? "" : ", ").Append(key).Append(": ").Append(value);
        return text.Append('}').ToString();
    }

    private protected override void WriteContent(Utf8JsonWriter json)
    {
        json.WriteStartObject("kvlistValue");
        json.WriteStartArray("values");
        foreach (var entry in Entries)
            entry.WriteOtlpTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
