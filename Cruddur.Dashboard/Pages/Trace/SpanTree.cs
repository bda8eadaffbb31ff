using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>Puts the spans of a trace under their parents, whatever was sent: parents that are missing, the span itself, or its own descendants.</summary>
internal static class SpanTree
{
    /// <summary>Each span once, parents before their children, siblings in order of start.</summary>
    public static IReadOnlyList<SpanNode> Order(IReadOnlyList<Span> spans)
    {
        var inTime = spans.OrderBy(span => span.StartNanos).ThenBy(span => span.Id).ToList();
        // A span id that was sent twice has its children under the first.
        var byId = inTime.DistinctBy(span => span.SpanId).ToDictionary(span => span.SpanId, StringComparer.Ordinal);
        var children = inTime.Where(span => HasParentIn(byId, span)).ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
        var walk = new Walk(byId, children, spans.Count);

        foreach (var span in inTime.Where(span => !HasParentIn(byId, span)))
            walk.From(span, span.ParentSpanId is null ? SpanPlace.Root : span.ParentSpanId == span.SpanId ? SpanPlace.Looped : SpanPlace.Orphan);

        // What no root leads to goes round in a circle: it is cut open at its earliest span.
        foreach (var span in inTime)
            walk.From(span, SpanPlace.Looped);
        return walk.Nodes;
    }

    private static bool HasParentIn(Dictionary<string, Span> byId, Span span) =>
        span.ParentSpanId is { } parent && parent != span.SpanId && byId.ContainsKey(parent);

    private sealed class Walk(Dictionary<string, Span> byId, ILookup<string, Span> children, int capacity)
    {
        private readonly HashSet<Span> _seen = new(capacity, ReferenceEqualityComparer.Instance);
        private readonly Stack<(Span Span, int Depth, SpanPlace Place, int Parent)> _ahead = [];

        public List<SpanNode> Nodes { get; } = new(capacity);

        // A stack of our own: a chain of spans may be deeper than a thread's.
        public void From(Span root, SpanPlace place)
        {
            _ahead.Push((root, 0, place, SpanNode.NoParent));
            while (_ahead.TryPop(out var next))
            {
                if (!_seen.Add(next.Span))
                    continue;
                var isFirst = ReferenceEquals(byId[next.Span.SpanId], next.Span);
                var below = isFirst ? children[next.Span.SpanId].Where(child => !_seen.Contains(child)).ToList() : [];
                Nodes.Add(new(next.Span, next.Depth, below.Count, next.Place, next.Parent));
                var at = Nodes.Count - 1;
                for (var i = below.Count - 1; i >= 0; i--)
                    _ahead.Push((below[i], next.Depth + 1, SpanPlace.Child, at));
            }
        }
    }
}

/// <summary>A span's place in the tree.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">How many spans are above it.</param>
/// <param name="ChildCount">How many are directly below it.</param>
/// <param name="Place">How it came there.</param>
/// <param name="Parent">Where in the order its parent is; <see cref="NoParent"/> at the top.</param>
internal sealed record SpanNode(Span Span, int Depth, int ChildCount, SpanPlace Place, int Parent)
{
    public const int NoParent = -1;
}

/// <summary>Why a span stands where it does.</summary>
public enum SpanPlace
{
    /// <summary>It has no parent.</summary>
    Root,

    /// <summary>It stands under its parent.</summary>
    Child,

    /// <summary>Its parent hasn't arrived.</summary>
    Orphan,

    /// <summary>It is its own ancestor: its sender mixed up the ids.</summary>
    Looped,
}
