using System.Collections.Concurrent;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>What became of everything that was meant for one sink. Each item ends in exactly one of: sampled out, sent, accepted, rejected, dropped.</summary>
/// <remarks>Reasons are few and fixed; should a sender make them up, those above <see cref="MaxReasons"/> count as <c>other</c>.</remarks>
internal sealed class SinkAccount(string sink, string signal)
{
    private const int MaxReasons = 64;

    private readonly ConcurrentDictionary<(DeliveryState State, string Reason), Count64> _counts = new();
    private readonly Count64 _created = new();
    private readonly Count64 _queued = new();

    public string Sink => sink;

    public string Signal => signal;

    /// <summary>The last thing that went wrong, in words.</summary>
    public SinkError? LastError { get; private set; }

    public void Created(int count = 1) => _created.Add(count);

    /// <summary>The rules decided against it.</summary>
    public void SampledOut(string rule, int count = 1) => Add(DeliveryState.SampledOut, rule, count);

    public void Queued(int count = 1) => _queued.Add(count);

    public void Dropped(string reason, int count = 1) => Add(DeliveryState.Dropped, reason, count);

    public void Failed(string words, DateTimeOffset at) => LastError = new SinkError(words, at);

    /// <summary>An item came to one of its ends.</summary>
    public void Ended(DeliveryState state, string reason, int count) => Add(state, reason, count);

    /// <summary>The counts so far; states that never happened are left out.</summary>
    public IEnumerable<DeliveryCount> Counts()
    {
        if (_created.Value > 0)
            yield return new DeliveryCount(sink, signal, DeliveryState.Created, "", _created.Value);
        if (_queued.Value > 0)
            yield return new DeliveryCount(sink, signal, DeliveryState.Queued, "", _queued.Value);
        foreach (var ((state, reason), count) in _counts)
            yield return new DeliveryCount(sink, signal, state, reason, count.Value);
    }

    public long Total(DeliveryState state) => Counts().Where(count => count.State == state).Sum(count => count.Items);

    private void Add(DeliveryState state, string reason, int count)
    {
        if (count == 0)
            return;

        var key = (state, _counts.Count < MaxReasons || _counts.ContainsKey((state, reason)) ? reason : "other");
        _counts.GetOrAdd(key, static _ => new Count64()).Add(count);
    }

    private sealed class Count64
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(int count) => Interlocked.Add(ref _value, count);
    }
}

/// <summary>What went wrong last, and when.</summary>
internal sealed record SinkError(string Words, DateTimeOffset At);

/// <summary>One line of an account.</summary>
internal sealed record DeliveryCount(string Sink, string Signal, DeliveryState State, string Reason, long Items);
