using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A trace laid out over time. All offsets and widths are percentages of the trace's whole duration.</summary>
/// <param name="StartNanos">Where the time axis begins.</param>
/// <param name="DurationNanos">How long the axis is.</param>
/// <param name="Rows">A row a span, parents before children.</param>
public sealed record Waterfall(long StartNanos, long DurationNanos, IReadOnlyList<WaterfallRow> Rows)
{
    /// <summary>A bar is at least this wide, so that it can be seen.</summary>
    public const double MinWidth = 0.25;

    /// <summary>Lays out the spans of one trace, with its logs as marks.</summary>
    public static Waterfall Of(IReadOnlyList<Span> spans, IReadOnlyList<LogEntry> logs)
    {
        if (spans.Count == 0)
            return new(0, 0, []);

        var start = spans.Min(span => span.StartNanos);
        var duration = spans.Max(span => span.StartNanos + span.DurationNanos) - start;
        var byId = spans.DistinctBy(span => span.SpanId).ToDictionary(span => span.SpanId, StringComparer.Ordinal);
        var logsBySpan = logs.Where(log => log.SpanId is not null).ToLookup(log => log.SpanId!, StringComparer.Ordinal);
        return new(start, duration, [.. SpanTree.Order(spans).Select(Row)]);

        WaterfallRow Row(SpanNode node)
        {
            var width = Math.Max(MinWidth, Percent(node.Span.DurationNanos, duration));
            var offset = Math.Min(Percent(node.Span.StartNanos - start, duration), 100 - width);
            return new(node.Span, node.Depth, node.ChildCount, node.Place)
            {
                Offset = offset,
                Width = width,
                SkewNanos = node.Place == SpanPlace.Child ? Skew(node.Span, byId[node.Span.ParentSpanId!]) : 0,
                LogMarks = [.. logsBySpan[node.Span.SpanId].Select(log => new LogMark(
                    Percent((log.Nanos == 0 ? log.ObservedNanos : log.Nanos) - start, duration), SeverityLevels.Of(log.SeverityNumber)))],
            };
        }
    }

    /// <summary>The times at even steps of the axis, from its start.</summary>
    public IReadOnlyList<AxisTick> Ticks(int steps = 4) =>
        [.. Enumerable.Range(0, steps + 1).Select(step => new AxisTick(100d * step / steps, DurationNanos / steps * step))];

    private static double Percent(long part, long whole) => whole <= 0 ? 0 : Math.Clamp(100d * part / whole, 0, 100);

    // Only clocks of different processes disagree. A child that spans its whole parent is none of that: a browser's page load does, under the server's span.
    private static long Skew(Span span, Span parent) =>
        span.Resource.Id == parent.Resource.Id || span.EndNanos > parent.EndNanos ? 0 : Math.Max(0, parent.StartNanos - span.StartNanos);
}

/// <summary>A span's line in the waterfall.</summary>
/// <param name="Span">The span.</param>
/// <param name="Depth">How far it is indented.</param>
/// <param name="ChildCount">How many spans are directly below it.</param>
/// <param name="Place">How it came to its place.</param>
public sealed record WaterfallRow(Span Span, int Depth, int ChildCount, SpanPlace Place)
{
    /// <summary>Where the bar begins.</summary>
    public double Offset { get; init; }

    /// <summary>How wide the bar is.</summary>
    public double Width { get; init; }

    /// <summary>By how much it seems to start before its parent in another process: the clocks differ at least by this.</summary>
    public long SkewNanos { get; init; }

    /// <summary>When it logged.</summary>
    public IReadOnlyList<LogMark> LogMarks { get; init; } = [];

    /// <summary>Where there is room for the duration.</summary>
    public LabelSide Label => Offset + Width < 80 ? LabelSide.After : Offset > 20 ? LabelSide.Before : LabelSide.Inside;
}

/// <summary>A log record's place on the axis.</summary>
public sealed record LogMark(double Offset, LogLevel Level);

/// <summary>A line of the axis.</summary>
public sealed record AxisTick(double Offset, long Nanos);

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
