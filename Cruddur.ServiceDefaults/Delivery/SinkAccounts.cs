using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>The accounts of all sinks, and their metric <c>cruddur.telemetry.items</c>.</summary>
internal sealed class SinkAccounts : IDisposable
{
    private readonly ConcurrentDictionary<(string Sink, string Signal), SinkAccount> _accounts = new();
    private readonly Meter _meter = new("Cruddur.ServiceDefaults");

    public SinkAccounts() => _meter.CreateObservableCounter(
        "cruddur.telemetry.items", Measure, "{item}", "What became of the telemetry of each sink: created, sampled out, queued, sent, accepted, rejected or dropped.");

    public IEnumerable<SinkAccount> All => _accounts.Values;

    /// <summary>The account of one sink and signal; the same one each time.</summary>
    public SinkAccount Of(string sink, string signal) => _accounts.GetOrAdd((sink, signal), static key => new SinkAccount(key.Sink, key.Signal));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure() =>
        from account in _accounts.Values
        from count in account.Counts()
        select new Measurement<long>(
            count.Items, new("sink", count.Sink), new("signal", count.Signal), new("state", count.State.Word()), new("reason", count.Reason));
}
