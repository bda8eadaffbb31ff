using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>What a caller says of the trace that it hands over, on its way from the propagator to the sampler.</summary>
/// <remarks>
/// <para>ASP.NET Core extracts, creates the span (and so asks the sampler) and then sets the extracted tracestate on the span, over the one that the
/// sampler gave. So it gets none from the propagator, and the sampler's stands. That also carries what <c>traceparent</c> has no room for: a caller
/// that leaves the decision to us.</para>
/// <para>Both happen on one thread, one right after the other; a word is known again by its ids. One word a thread is kept.</para>
/// </remarks>
internal sealed class CallersWord : IDisposable
{
    private readonly ThreadLocal<Word> _words = new(() => new Word());

    /// <summary>Notes what the request that was just read says.</summary>
    public void Note(ActivityContext caller, string? state, bool isUndecided)
    {
        var word = _words.Value!;
        (word.TraceId, word.SpanId, word.State, word.IsUndecided) = (caller.TraceId, caller.SpanId, state, isUndecided);
    }

    /// <summary>What was said of this caller; of one that came another way, its own state.</summary>
    public (string? State, bool IsUndecided) Of(in ActivityContext caller)
    {
        var word = _words.Value!;
        return word.TraceId == caller.TraceId && word.SpanId == caller.SpanId ? (word.State, word.IsUndecided) : (caller.TraceState, false);
    }

    public void Dispose() => _words.Dispose();

    private sealed class Word
    {
        public ActivityTraceId TraceId { get; set; }

        public ActivitySpanId SpanId { get; set; }

        public string? State { get; set; }

        public bool IsUndecided { get; set; }
    }
}
