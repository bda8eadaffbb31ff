using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>What data points of all kinds have: times, exemplars and flags. Only the times have the same numbers everywhere.</summary>
internal sealed class PointFields(int? exemplars, int flags)
{
    private const int MaxExemplars = 50;

    // OTLP's one flag: the series has ended, or its source is gone.
    private const ulong NoRecordedValue = 1;

    private readonly List<Exemplar> _exemplars = [];
    private long _start;
    private long _time;
    private ulong _flags;

    /// <summary>Reads the field in hand, or skips it.</summary>
    public void ReadOrSkip(ref ProtobufReader reader)
    {
        if (reader.Field == 2)
            _start = (long)reader.ReadFixed64();
        else if (reader.Field == 3)
            _time = (long)reader.ReadFixed64();
        else if (reader.Field == flags)
            _flags = reader.ReadVarint();
        else if (reader.Field == exemplars && _exemplars.Count < MaxExemplars)
            _exemplars.Add(Exemplar(reader.ReadBytes()));
        else
            reader.Skip();
    }

    /// <summary>The point with what was read.</summary>
    public T Of<T>(T point, IReadOnlyList<TelemetryAttribute> attributes)
        where T : MetricPoint
    {
        return point with
        {
            Attributes = attributes,
            StartNanos = _start,
            Nanos = _time,
            Exemplars = _exemplars,
            IsMissing = (_flags & NoRecordedValue) != 0,
        };
    }

    private static Exemplar Exemplar(ReadOnlySpan<byte> message)
    {
        var (value, nanos) = (TelemetryValue.Empty, 0L);
        string? traceId = null, spanId = null;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                nanos = (long)reader.ReadFixed64();
            else if (reader.Field == 3)
                value = new DoubleValue(PointDecoder.Real(ref reader));
            else if (reader.Field == 6)
                value = new IntValue((long)reader.ReadFixed64());
            else if (reader.Field == 4)
                spanId = Id(reader.ReadBytes(), length: 8);
            else if (reader.Field == 5)
                traceId = Id(reader.ReadBytes(), length: 16);
            else
                reader.Skip();
        }

        return new(value, nanos, traceId, spanId, ValueDecoder.Attributes(message, field: 7));
    }

    // Ids of exemplars are not checked on the way in: what hasn't the length of one leads nowhere.
    private static string? Id(ReadOnlySpan<byte> bytes, int length) =>
        bytes.Length == length && bytes.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(bytes) : null;
}
