using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>
/// The chain of work that the end of a trace waited for: from the latest end backwards, always on to the child that ended last before, and from where
/// a span has no such child left to its own start, and on in its parent. Making anything else faster would not have ended the trace sooner.
/// </summary>
internal static class CriticalPath
{
    private const int Nobody = SpanNode.NoParent;

    /// <summary>The stretches of each node that lie on the path; no two of them overlap.</summary>
    public static ILookup<int, Stretch> Of(IReadOnlyList<SpanNode> nodes)
    {
        var parts = new List<(int Node, Stretch Part)>();
        var waiting = Children(nodes);
        var seen = new bool[nodes.Count];
        // Whoever waits for a span, waits from its own start on, wherever the span's clock says that it began.
        var floors = new Dictionary<int, long>();
        var at = nodes.Count == 0 ? Nobody : Enumerable.Range(0, nodes.Count).MaxBy(node => EndFor(nodes, node));
        var time = at == Nobody ? 0 : EndFor(nodes, at);
        while (true)
        {
            if (at != Nobody)
                seen[at] = true;
            var start = at == Nobody ? long.MinValue : Math.Max(nodes[at].Span.StartNanos, floors.GetValueOrDefault(at, long.MinValue));
            if (Last(waiting.GetValueOrDefault(at), start, time, seen) is var (child, end))
            {
                Add(at, end, time);
                floors[child] = start;
                (at, time) = (child, end);
            }
            else if (at == Nobody)
            {
                return parts.ToLookup(part => part.Node, part => part.Part);
            }
            else
            {
                Add(at, start, time);
                (at, time) = (nodes[at].Parent, Math.Min(time, start));
            }
        }

        void Add(int node, long start, long end)
        {
            if (node != Nobody && start < end)
                parts.Add((node, new(start, end)));
        }
    }

    // Time only goes back: a child that is passed over once, because it ended later, is never wanted again.
    private static (int Node, long End)? Last(Stack<(int Node, long End)>? children, long start, long time, bool[] seen)
    {
        while (children?.TryPop(out var child) == true)
        {
            if (child.End > start && child.End <= time && !seen[child.Node])
                return child;
        }

        return null;
    }

    // By parent; the last to end lies on top. What took no time was not waited for.
    private static Dictionary<int, Stack<(int Node, long End)>> Children(IReadOnlyList<SpanNode> nodes) => Enumerable.Range(0, nodes.Count)
        .Where(node => nodes[node].Span.DurationNanos > 0)
        .Select(node => (Node: node, End: EndFor(nodes, node)))
        .GroupBy(child => nodes[child.Node].Parent)
        .ToDictionary(group => group.Key, group => new Stack<(int Node, long End)>(group.OrderBy(child => child.End)));

    // A client waits for its server, though the server's clock may say that it ended later.
    private static long EndFor(IReadOnlyList<SpanNode> nodes, int node)
    {
        var span = nodes[node].Span;
        var parent = nodes[node].Parent == Nobody ? null : nodes[nodes[node].Parent].Span;
        return span.Kind == SpanKind.Server && parent is { Kind: SpanKind.Client } ? Math.Min(End(span), End(parent)) : End(span);
    }

    private static long End(Span span) => span.StartNanos + span.DurationNanos;
}
