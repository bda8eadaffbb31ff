using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Tests.Dashboard;

/// <summary>Writes export requests of traces and logs as senders do.</summary>
internal static class OtlpRequests
{
    /// <summary>A request of spans of one service and one source.</summary>
    public static byte[] Traces(string service, params IEnumerable<TestSpan> spans) => Request(service, "instance-1", "Test.Source", writer =>
    {
        foreach (var span in spans)
            Write(writer, span);
    });

    /// <summary>A request of log records of one service and one category.</summary>
    public static byte[] Logs(string service, params IEnumerable<TestLog> logs) => Request(service, "instance-1", "Test.Category", writer =>
    {
        foreach (var log in logs)
            Write(writer, log);
    });

    /// <summary>A request of one gauge with one point.</summary>
    public static byte[] Gauge(string service, string name, double value) => Request(service, "instance-1", "Test.Meter", writer =>
    {
        var metric = writer.Begin(2);
        writer.WriteString(1, name);
        var gauge = writer.Begin(5);
        var point = writer.Begin(1);
        writer.WriteFixed64(3, 1_800_000_000_000_000_000);
        writer.WriteDouble(4, value);
        writer.End(point);
        writer.End(gauge);
        writer.End(metric);
    });

    /// <summary>A request with whatever records are written.</summary>
    public static byte[] Request(string service, string instance, string scope, Action<ProtobufWriter> records)
    {
        var writer = new ProtobufWriter();
        var group = writer.Begin(1);
        var resource = writer.Begin(1);
        Attribute(writer, 1, "service.name", service);
        Attribute(writer, 1, "service.instance.id", instance);
        writer.End(resource);
        var scoped = writer.Begin(2);
        var by = writer.Begin(1);
        writer.WriteString(1, scope);
        writer.End(by);
        records(writer);
        writer.End(scoped);
        writer.End(group);
        return writer.Written.ToArray();
    }

    /// <summary>An attribute with a text.</summary>
    public static void Attribute(ProtobufWriter writer, int field, string key, string value)
    {
        var pair = writer.Begin(field);
        writer.WriteString(1, key);
        var any = writer.Begin(2);
        writer.WriteString(1, value);
        writer.End(any);
        writer.End(pair);
    }

    private static void Write(ProtobufWriter writer, TestSpan span)
    {
        var message = writer.Begin(2);
        writer.WriteBytes(1, Convert.FromHexString(span.TraceId));
        writer.WriteBytes(2, Convert.FromHexString(span.SpanId));
        if (span.ParentSpanId is not null)
            writer.WriteBytes(4, Convert.FromHexString(span.ParentSpanId));
        writer.WriteString(5, span.Name);
        writer.WriteVarint(6, 2);
        writer.WriteFixed64(7, (ulong)span.StartNanos);
        writer.WriteFixed64(8, (ulong)(span.StartNanos + span.DurationNanos));
        foreach (var (key, value) in span.Attributes)
            Attribute(writer, 9, key, value);
        if (span.Failed)
        {
            var status = writer.Begin(15);
            writer.WriteVarint(3, 2);
            writer.End(status);
        }

        writer.End(message);
    }

    private static void Write(ProtobufWriter writer, TestLog log)
    {
        var message = writer.Begin(2);
        writer.WriteFixed64(1, (ulong)log.Nanos);
        writer.WriteVarint(2, (ulong)log.Severity);
        var body = writer.Begin(5);
        writer.WriteString(1, log.Body);
        writer.End(body);
        if (log.TraceId is not null)
            writer.WriteBytes(9, Convert.FromHexString(log.TraceId));
        writer.End(message);
    }
}

/// <summary>A span to send.</summary>
internal sealed record TestSpan(string TraceId, string SpanId, string Name)
{
    public string? ParentSpanId { get; init; }

    public long StartNanos { get; init; } = 1_800_000_000_000_000_000;

    public long DurationNanos { get; init; } = 5_000_000;

    public bool Failed { get; init; }

    public IReadOnlyList<(string Key, string Value)> Attributes { get; init; } = [];

    /// <summary>The root of a trace that has a number for an id.</summary>
    public static TestSpan Root(int number, string name = "GET /") => new(number.ToString("x32"), number.ToString("x16"), name)
    {
        StartNanos = 1_800_000_000_000_000_000 + (number * 1_000_000_000L),
    };
}

/// <summary>A log record to send.</summary>
internal sealed record TestLog(string Body)
{
    /// <summary>The present of the dashboard under test.</summary>
    public const long Start = 1_800_000_000_000_000_000;

    public long Nanos { get; init; } = Start;

    public int Severity { get; init; } = 9;

    public string? TraceId { get; init; }
}
