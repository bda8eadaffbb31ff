using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Otlp;

namespace Cruddur.Dashboard.Receiving;

/// <summary>
/// Counts what receivers refuse, for pages to show and on the meter <c>Cruddur.Dashboard</c>. There are as many counts as ports, signals and reasons
/// go together; reasons are words of the code, never of a request.
/// </summary>
internal sealed partial class RefusalCounts : IDisposable
{
    public const string MeterName = "Cruddur.Dashboard";

    private const int LongestMessage = 300;

    private readonly ConcurrentDictionary<(Listener Port, OtlpSignal? Signal, string Reason), RefusalCount> _counts = new();
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _records;

    public RefusalCounts(IMeterFactory meters, TimeProvider clock, ILogger<RefusalCounts> logger)
    {
        (_clock, _logger) = (clock, logger);
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("cruddur.dashboard.refused_requests", "{request}", "Requests that a receiver refused whole, and connections that it closed.");
        _records = _meter.CreateCounter<long>("cruddur.dashboard.refused_records", "{record}", "Records that were refused while their neighbours were kept.");
    }

    /// <summary>Everything that was refused since the start, the latest first.</summary>
    public IReadOnlyList<RefusalCount> All => [.. _counts.Values.OrderByDescending(count => count.Last)];

    /// <summary>Counts a request that is refused whole.</summary>
    public void Add(Listener port, OtlpSignal? signal, ReceiverRefusal refusal)
    {
        var reason = refusal.Reason.ToString();
        Add(port, signal, reason, refusal.Message, requests: 1, records: 0);
        _requests.Add(1, Tags(port, signal, reason));
        Log.Refused(_logger, port, signal, refusal.Message);
    }

    /// <summary>Counts the records of a request that are refused.</summary>
    public void Add(Listener port, OtlpSignal signal, Refusals refusals)
    {
        foreach (var (reason, records) in refusals.Reasons)
        {
            Add(port, signal, reason, reason, requests: 0, records);
            _records.Add(records, Tags(port, signal, reason));
        }

        if (refusals.Count > 0)
            Log.RefusedInPart(_logger, port, signal, refusals);
    }

    public void Dispose() => _meter.Dispose();

    private void Add(Listener port, OtlpSignal? signal, string reason, string message, long requests, long records)
    {
        var last = message.Length > LongestMessage ? $"{message.AsSpan(0, LongestMessage)}…" : message;
        _counts.AddOrUpdate(
            (port, signal, reason),
            _ => new(port, signal, reason, requests, records, _clock.GetUtcNow(), last),
            (_, before) => before with { Requests = before.Requests + requests, Records = before.Records + records, Last = _clock.GetUtcNow(), Message = last });
    }

    private static TagList Tags(Listener port, OtlpSignal? signal, string reason) => new()
    {
        { "listener", port.ToString() },
        { "signal", signal?.ToString() ?? "none" },
        { "reason", reason },
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Port} refused a request of {Signal}: {Reason}")]
        public static partial void Refused(ILogger logger, Listener port, OtlpSignal? signal, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Port} took a request of {Signal} in part: {Refusals}")]
        public static partial void RefusedInPart(ILogger logger, Listener port, OtlpSignal signal, Refusals refusals);
    }
}

/// <summary>What was refused for one reason.</summary>
/// <param name="Port">Where it came.</param>
/// <param name="Signal">What it carried; null where that isn't known.</param>
/// <param name="Reason">Why, in words that are always the same.</param>
/// <param name="Requests">Requests that were refused whole.</param>
/// <param name="Records">Records that were refused while their neighbours were kept.</param>
/// <param name="Last">When that was last.</param>
/// <param name="Message">What the sender was told then; it may quote the request.</param>
internal sealed record RefusalCount(Listener Port, OtlpSignal? Signal, string Reason, long Requests, long Records, DateTimeOffset Last, string Message);
