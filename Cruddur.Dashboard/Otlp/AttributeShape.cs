using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Checks that attributes and values can be read later, without making anything of them.</summary>
internal static class AttributeShape
{
    /// <summary>How deep a value may nest.</summary>
    public const int MaxDepth = 32;

    /// <summary>Why a record whose values nest deeper is refused.</summary>
    public const string TooDeep = "a value nests deeper than 32 levels";

    /// <summary>Walks a <c>KeyValue</c>; false where it nests too deep.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf.</exception>
    public static bool CheckPair(ReadOnlySpan<byte> pair, int depth = 0)
    {
        if (depth <= MaxDepth && IsPlainPair(pair))
            return true;
        var shallow = true;
        var reader = new ProtobufReader(pair);
        while (reader.Next())
        {
            if (reader.Field == 1)
                reader.ReadBytes();
            else if (reader.Field == 2)
                shallow &= CheckValue(reader.ReadBytes(), depth);
            else
                reader.Skip();
        }

        return shallow;
    }

    /// <summary>Walks an <c>AnyValue</c>; false where it nests too deep.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf.</exception>
    public static bool CheckValue(ReadOnlySpan<byte> value, int depth = 0)
    {
        if (depth > MaxDepth)
            return false;
        var shallow = true;
        var reader = new ProtobufReader(value);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 or 7:
                    reader.ReadBytes();
                    break;
                case 2 or 3:
                    reader.ReadVarint();
                    break;
                case 4:
                    reader.ReadFixed64();
                    break;
                case 5 or 6:
                    shallow &= CheckList(reader.ReadBytes(), pairs: reader.Field == 6, depth + 1);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return shallow;
    }

    // What nearly every sender writes for nearly every attribute, so that it is seen at a glance: a key of up to 127 bytes, then one value that
    // is a text as short, a bool, an integer of one byte or a double. Whatever looks otherwise is walked, and is no less right.
    private static bool IsPlainPair(ReadOnlySpan<byte> pair)
    {
        if (pair.Length < 2 || pair[0] != 0x0a || pair[1] >= 0x80 || pair.Length < pair[1] + 4)
            return false;
        var rest = pair[(pair[1] + 2)..];
        return rest[0] == 0x12 && rest[1] < 0x80 && rest[1] == rest.Length - 2 && IsPlainValue(rest[2..]);
    }

    private static bool IsPlainValue(ReadOnlySpan<byte> value) => value.Length >= 2 && value[0] switch
    {
        0x0a => value[1] == value.Length - 2,
        0x10 or 0x18 => value.Length == 2 && value[1] < 0x80,
        0x21 => value.Length == 9,
        _ => false,
    };

    private static bool CheckList(ReadOnlySpan<byte> list, bool pairs, int depth)
    {
        var shallow = true;
        var reader = new ProtobufReader(list);
        while (reader.Next())
        {
            if (reader.Field != 1)
                reader.Skip();
            else if (pairs)
                shallow &= CheckPair(reader.ReadBytes(), depth);
            else
                shallow &= CheckValue(reader.ReadBytes(), depth);
        }

        return shallow;
    }
}
