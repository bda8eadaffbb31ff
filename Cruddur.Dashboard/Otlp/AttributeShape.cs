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
