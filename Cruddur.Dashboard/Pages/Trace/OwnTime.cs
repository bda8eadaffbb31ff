using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>When a span worked itself, or waited for something that has no span: its time without that of its children.</summary>
internal static class OwnTime
{
    /// <summary>The stretches in which no child ran, in order. Children may overlap, and lie outside.</summary>
    public static IReadOnlyList<Stretch> Of(Span span, IEnumerable<Span> children)
    {
        var own = new List<Stretch>();
        var (at, end) = (span.StartNanos, span.StartNanos + span.DurationNanos);
        foreach (var child in children.OrderBy(child => child.StartNanos))
        {
            if (Math.Min(child.StartNanos, end) > at)
                own.Add(new(at, Math.Min(child.StartNanos, end)));
            at = Math.Max(at, child.StartNanos + child.DurationNanos);
        }

        if (at < end)
            own.Add(new(at, end));
        return own;
    }
}
