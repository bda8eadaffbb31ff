namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Tells apart the spans that came lately, so that those of a sender who had no answer and tried again are stored once.</summary>
internal sealed class RecentSpans
{
    // Two generations of some 6 MB: at a developer's rates hours, at the highest seconds. When a trace is read its spans are told apart again.
    private const int Capacity = 150_000;

    private HashSet<SpanKey> _young = [];
    private HashSet<SpanKey> _old = [];

    /// <summary>Remembers a span; false where it came before.</summary>
    public bool Add(UInt128 trace, long span)
    {
        var key = new SpanKey(trace, span);
        if (_old.Contains(key) || !_young.Add(key))
            return false;
        if (_young.Count >= Capacity)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        return true;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }

    // Ids are random already.
    private readonly record struct SpanKey(UInt128 Trace, long Span)
    {
        public override int GetHashCode() => (((ulong)Trace ^ (ulong)Span) * 0x9E3779B97F4A7C15 >> 32).GetHashCode();
    }
}
