using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>An ended span with the ended spans inside it: a segment, or a subsegment that travels by itself or in its parent's document.</summary>
internal sealed class SpanNode
{
    private Activity? _span;

    public Activity Span => _span!;

    public List<SpanNode> Children { get; } = [];

    /// <summary>
    /// The span in this process that this one belongs to; null for the first one here. Spans that aren't recorded are passed over, since they will never come.
    /// A request or message that is served here begins a segment of its own, wherever it was sent from.
    /// </summary>
    public static Activity? ParentOf(Activity span)
    {
        if (span.Kind is ActivityKind.Server or ActivityKind.Consumer)
            return null;

        var parent = span.Parent;
        while (parent is { Recorded: false })
            parent = parent.Parent;
        return parent;
    }

    /// <summary>The span whose segment the span is part of; the span itself where it begins one.</summary>
    public static Activity RootOf(Activity span)
    {
        while (ParentOf(span) is { } parent)
            span = parent;
        return span;
    }

    /// <summary>
    /// Whether the span is a segment. One that was begun with the context of a span in this process, but not below it, is a subsegment whose segment can't be told.
    /// </summary>
    public static bool IsSegment(Activity span) =>
        span.Kind is ActivityKind.Server or ActivityKind.Consumer || (ParentOf(span) is null && (span.HasRemoteParent || span.ParentSpanId == default));

    public SpanNode Hold(Activity span)
    {
        _span = span;
        return this;
    }

    public void LetGo()
    {
        _span = null;
        Children.Clear();
    }
}
