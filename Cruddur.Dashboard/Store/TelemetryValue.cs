using System.Globalization;
using System.Text;

namespace Cruddur.Dashboard.Store;

/// <summary>An attribute's value or a log's body: OTLP's <c>AnyValue</c>. <see cref="object.ToString"/> shows it to a reader.</summary>
public abstract record TelemetryValue
{
    /// <summary>A value that was sent without content.</summary>
    public static TelemetryValue Empty { get; } = new EmptyValue();
}

internal sealed record EmptyValue : TelemetryValue
{
    public override string ToString() => "";
}

internal sealed record StringValue(string Text) : TelemetryValue
{
    public override string ToString() => Text;
}

internal sealed record BoolValue(bool Value) : TelemetryValue
{
    public override string ToString() => Value ? "true" : "false";
}

internal sealed record IntValue(long Value) : TelemetryValue
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record DoubleValue(double Value) : TelemetryValue
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record BytesValue(ReadOnlyMemory<byte> Bytes) : TelemetryValue
{
    public bool Equals(BytesValue? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode() => Bytes.Length;

    public override string ToString() => Convert.ToBase64String(Bytes.Span);
}

internal sealed record ArrayValue(IReadOnlyList<TelemetryValue> Items) : TelemetryValue
{
    public bool Equals(ArrayValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Count;

    public override string ToString() => $"[{string.Join(", ", Items)}]";
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
}
