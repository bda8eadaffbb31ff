using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A span's line in the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">How far it is indented.</param>
/// <param name="ChildCount">How many spans are directly below it.</param>
/// <param name="Place">How it came to its place.</param>
public sealed record WaterfallRow(Span Span, int Depth, int ChildCount, SpanPlace Place)
{
    /// <summary>The number of the row above it in the tree; -1 at the top.</summary>
    public int Parent { get; init; }

    /// <summary>Where the bar begins.</summary>
    public double Offset { get; init; }

    /// <summary>How wide the bar is.</summary>
    public double Width { get; init; }

    /// <summary>Whether some of it lies in the part of the trace that is looked at.</summary>
    public bool IsOnAxis { get; init; }

    /// <summary>By how much it seems to start before its parent in another process: the clocks differ at least by this.</summary>
    public long SkewNanos { get; init; }

    /// <summary>When no span below it ran; empty where there is none below it, and all of its time is its own.</summary>
    public IReadOnlyList<Stretch> Own { get; init; } = [];

    /// <summary>When the end of the trace waited for it.</summary>
    public IReadOnlyList<Stretch> Path { get; init; } = [];

    /// <summary>When it logged.</summary>
    public IReadOnlyList<LogMark> LogMarks { get; init; } = [];

    /// <summary>Where there is room for the duration.</summary>
    public LabelSide Label => Offset + Width < 80 ? LabelSide.After : Offset > 20 ? LabelSide.Before : LabelSide.Inside;

    /// <summary>How long it worked itself, or waited for something without a span.</summary>
    public long OwnNanos => ChildCount == 0 ? Span.DurationNanos : Own.Sum(stretch => stretch.DurationNanos);

    /// <summary>How long the end of the trace waited for it.</summary>
    public long PathNanos => Path.Sum(stretch => stretch.DurationNanos);

    /// <summary>Whether its sender says that it failed.</summary>
    public bool IsError => Span.Status == SpanStatus.Error;
}

/// <summary>Where a bar's label stands.</summary>
public enum LabelSide
{
    /// <summary>To the right of the bar.</summary>
    After,

    /// <summary>To the left of the bar.</summary>
    Before,

    /// <summary>On the bar, which leaves no room beside it.</summary>
    Inside,
}
