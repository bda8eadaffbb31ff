using System.Buffers.Binary;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads data points of both kinds of histograms.</summary>
internal static class HistogramDecoder
{
    public static HistogramPoint Explicit(ReadOnlySpan<byte> message)
    {
        var fields = new PointFields(exemplars: 8, flags: 10);
        var count = 0UL;
        double? sum = null, min = null, max = null;
        var (counts, bounds) = (new List<ulong>(), new List<double>());
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4:
                    count = reader.ReadFixed64();
                    break;
                case 5:
                    sum = PointDecoder.Real(ref reader);
                    break;
                case 6:
                    ReadFixed(ref reader, counts, bits => bits);
                    break;
                case 7:
                    ReadFixed(ref reader, bounds, BitConverter.UInt64BitsToDouble);
                    break;
                case 11:
                    min = PointDecoder.Real(ref reader);
                    break;
                case 12:
                    max = PointDecoder.Real(ref reader);
                    break;
                default:
                    fields.ReadOrSkip(ref reader);
                    break;
            }
        }

        return fields.Of(
            new HistogramPoint(count, sum, min, max, Buckets.Explicit(bounds, counts)), ValueDecoder.Attributes(message, field: 9));
    }

    public static HistogramPoint Exponential(ReadOnlySpan<byte> message)
    {
        var fields = new PointFields(exemplars: 11, flags: 10);
        var (count, zeroes, threshold, scale) = (0UL, 0UL, 0d, 0);
        double? sum = null, min = null, max = null;
        var (positive, negative) = (ExponentialRange.Empty, ExponentialRange.Empty);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4:
                    count = reader.ReadFixed64();
                    break;
                case 5:
                    sum = PointDecoder.Real(ref reader);
                    break;
                case 6:
                    scale = Zigzag(reader.ReadVarint());
                    break;
                case 7:
                    zeroes = reader.ReadFixed64();
                    break;
                case 8:
                    positive = Range(reader.ReadBytes());
                    break;
                case 9:
                    negative = Range(reader.ReadBytes());
                    break;
                case 12:
                    min = PointDecoder.Real(ref reader);
                    break;
                case 13:
                    max = PointDecoder.Real(ref reader);
                    break;
                case 14:
                    threshold = PointDecoder.Real(ref reader);
                    break;
                default:
                    fields.ReadOrSkip(ref reader);
                    break;
            }
        }

        var buckets = Buckets.Exponential(scale, negative, new(-threshold, threshold, zeroes), positive);
        return fields.Of(new HistogramPoint(count, sum, min, max, buckets), ValueDecoder.Attributes(message, field: 1));
    }

    private static ExponentialRange Range(ReadOnlySpan<byte> message)
    {
        var (offset, counts) = (0, new List<ulong>());
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                offset = Zigzag(reader.ReadVarint());
            }
            else if (reader.Field == 2 && reader.Wire == WireType.LengthDelimited)
            {
                for (var packed = new ProtobufReader(reader.ReadBytes()); packed.NextRaw(out var count);)
                    counts.Add(count);
            }
            else if (reader.Field == 2)
            {
                counts.Add(reader.ReadVarint());
            }
            else
            {
                reader.Skip();
            }
        }

        return new(offset, counts);
    }

    // A list of numbers is one block, or, from senders that don't pack, a field each.
    private static void ReadFixed<T>(ref ProtobufReader reader, List<T> into, Func<ulong, T> read)
    {
        if (reader.Wire != WireType.LengthDelimited)
        {
            into.Add(read(reader.ReadFixed64()));
            return;
        }

        for (var packed = reader.ReadBytes(); packed.Length >= sizeof(ulong); packed = packed[sizeof(ulong)..])
            into.Add(read(BinaryPrimitives.ReadUInt64LittleEndian(packed)));
    }

    private static int Zigzag(ulong bits) => (int)(uint)(bits >> 1) ^ -(int)(bits & 1);
}
