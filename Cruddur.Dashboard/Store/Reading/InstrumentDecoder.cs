using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads a metric from the protobuf it is stored in.</summary>
internal static class InstrumentDecoder
{
    /// <summary>Reads a metric with at most so many of its points; <see cref="StoredRecord.Nanos"/> is when it came.</summary>
    public static Instrument Instrument(StoredRecord record, int maxPoints)
    {
        string name = "", description = "", unit = "";
        var kind = InstrumentKind.Unknown;
        var data = ReadOnlySpan<byte>.Empty;
        var reader = new ProtobufReader(record.Body);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = ValueDecoder.Text(ref reader);
                    break;
                case 2:
                    description = ValueDecoder.Text(ref reader);
                    break;
                case 3:
                    unit = ValueDecoder.Text(ref reader);
                    break;
                case 5 or 7 or 9 or 10 or 11:
                    kind = (InstrumentKind)reader.Field;
                    data = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var instrument = new Instrument
        {
            Id = record.Id,
            Name = name,
            Description = description,
            Unit = unit,
            Kind = kind,
            Arrived = UnixNanos.ToTime(record.Nanos),
            Resource = record.Resource.Value,
            Scope = record.Scope.Value,
        };
        return WithPoints(instrument, data, maxPoints);
    }

    private static Instrument WithPoints(Instrument instrument, ReadOnlySpan<byte> data, int maxPoints)
    {
        var (points, count) = (new List<MetricPoint>(), 0);
        var (temporality, monotonic) = (0, false);
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Field == 1 && count++ < maxPoints)
                points.Add(Point(instrument.Kind, reader.ReadBytes()));
            else if (reader.Field == 2)
                temporality = (int)reader.ReadVarint();
            else if (reader.Field == 3)
                monotonic = reader.ReadVarint() != 0;
            else
                reader.Skip();
        }

        return instrument with
        {
            Temporality = temporality is 1 or 2 ? (Temporality)temporality : Temporality.Unspecified,
            IsMonotonic = monotonic,
            Points = points,
            PointCount = count,
        };
    }

    private static MetricPoint Point(InstrumentKind kind, ReadOnlySpan<byte> point) => kind switch
    {
        InstrumentKind.Histogram => HistogramDecoder.Explicit(point),
        InstrumentKind.ExponentialHistogram => HistogramDecoder.Exponential(point),
        InstrumentKind.Summary => PointDecoder.Summary(point),
        _ => PointDecoder.Number(point),
    };
}
