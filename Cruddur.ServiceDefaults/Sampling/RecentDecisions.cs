using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>
/// What was decided about the traces of the last half to whole minute. A browser sends a form and follows the redirect under one trace's id, and its own spans come
/// afterwards: all of it shares one decision, though none of it is trusted to say which.
/// </summary>
/// <remarks>Of the traces above 8,192 in half a minute nothing is remembered, and nobody gets more than 16 requests and 512 spans of pages out of one decision.</remarks>
internal sealed class RecentDecisions(TimeProvider time)
{
    private const int MaxTraces = 8192;
    private const int MaxRequests = 16;
    private const int MaxPageSpans = 512;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private ConcurrentDictionary<ActivityTraceId, Remembered> _current = new();
    private ConcurrentDictionary<ActivityTraceId, Remembered> _previous = new();
    private long _since = time.GetTimestamp();

    /// <summary>Whether anything is remembered; it costs every request a little.</summary>
    public bool IsOn { get; set; }

    /// <summary>Notes a decision, and <c>ot</c>'s value in the tracestate that goes with it.</summary>
    public void Note(ActivityTraceId traceId, Decision decision, string state)
    {
        if (!IsOn)
            return;

        Age();
        if (_current.Count < MaxTraces)
            _current.TryAdd(traceId, new Remembered(decision, state));
    }

    /// <summary>The decision for another request of the trace.</summary>
    public Remembered? Follow(ActivityTraceId traceId) => Find(traceId) is { } found && found.Uses() <= MaxRequests ? found : null;

    /// <summary>The decision about a trace; null where it isn't remembered.</summary>
    public Remembered? Find(ActivityTraceId traceId)
    {
        if (!IsOn)
            return null;

        Age();
        return _current.TryGetValue(traceId, out var found) || _previous.TryGetValue(traceId, out found) ? found : null;
    }

    private void Age()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _since)) < Lifetime)
            return;

        lock (_gate)
        {
            if (time.GetElapsedTime(_since) < Lifetime)
                return;
            _previous = time.GetElapsedTime(_since) < 2 * Lifetime ? _current : new();
            _current = new();
            Volatile.Write(ref _since, time.GetTimestamp());
        }
    }

    public sealed class Remembered(Decision decision, string state)
    {
        private int _uses = 1;
        private int _pageSpans;

        public Decision Decision => decision;

        /// <summary>The value of <c>ot</c>; empty where there is none.</summary>
        public string State => state;

        public int Uses() => Interlocked.Increment(ref _uses);

        /// <summary>Whether one more span of a page may go where it costs something.</summary>
        public bool TakesPageSpan() => Interlocked.Increment(ref _pageSpans) <= MaxPageSpans;
    }
}
