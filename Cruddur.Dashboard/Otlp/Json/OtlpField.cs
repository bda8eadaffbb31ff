using System.Text;
using System.Text.Json;

namespace Cruddur.Dashboard.Otlp.Json;

/// <summary>How a field is written, in protobuf and in OTLP's JSON.</summary>
internal enum OtlpKind
{
    /// <summary>string.</summary>
    Text,

    /// <summary>bytes; base64 in JSON.</summary>
    Bytes,

    /// <summary>The bytes of a trace's or span's id; hexadecimal in JSON.</summary>
    Id,

    /// <summary>bool.</summary>
    Bool,

    /// <summary>int64 or uint64 as varint; a string in JSON.</summary>
    Varint64,

    /// <summary>int32, uint32 or an enum; a number in JSON.</summary>
    Varint32,

    /// <summary>sint32 (zigzag); a number in JSON.</summary>
    Zigzag,

    /// <summary>fixed32; a number in JSON.</summary>
    Fixed32,

    /// <summary>fixed64; a string in JSON.</summary>
    Fixed64,

    /// <summary>sfixed64; a string in JSON.</summary>
    SignedFixed64,

    /// <summary>double; a number in JSON, or one of NaN, Infinity and -Infinity.</summary>
    Real,

    /// <summary>A message of its own.</summary>
    Message,
}

/// <summary>A field of an OTLP message.</summary>
/// <param name="Number">Its number in protobuf.</param>
/// <param name="Name">Its name in JSON, lowerCamelCase.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Repeated">Whether it is a list; lists of numbers are packed.</param>
/// <param name="Of">The message's shape, for <see cref="OtlpKind.Message"/>; a function, since values nest.</param>
internal sealed record OtlpField(int Number, string Name, OtlpKind Kind, bool Repeated = false, Func<OtlpShape>? Of = null)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(Name);
    private readonly byte[] _snakeName = Encoding.UTF8.GetBytes(JsonNamingPolicy.SnakeCaseLower.ConvertName(Name));

    /// <summary>Whether a JSON property is this field: OTLP writes lowerCamelCase, and some senders write protobuf's own names.</summary>
    public bool Is(ref Utf8JsonReader property) => property.ValueTextEquals(_name) || property.ValueTextEquals(_snakeName);

    /// <summary>Whether the list is written as one block of numbers.</summary>
    public bool Packed => Repeated && Kind is not (OtlpKind.Text or OtlpKind.Bytes or OtlpKind.Id or OtlpKind.Message);
}

/// <summary>The fields of an OTLP message.</summary>
internal sealed class OtlpShape(params OtlpField[] fields)
{
    /// <summary>The fields, in the order in which JSON shows them.</summary>
    public IReadOnlyList<OtlpField> Fields { get; } = fields;

    /// <summary>The field of a JSON property; null for one that isn't known, which is to be ignored.</summary>
    public OtlpField? Find(ref Utf8JsonReader property)
    {
        foreach (var field in fields)
        {
            if (field.Is(ref property))
                return field;
        }

        return null;
    }

    /// <summary>The field with a number in protobuf; null for one that isn't known.</summary>
    public OtlpField? Find(int number)
    {
        foreach (var field in fields)
        {
            if (field.Number == number)
                return field;
        }

        return null;
    }
}
