using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A trace laid out over time. All offsets and widths are percentages of the axis: of the window, or of the trace's whole duration.</summary>
/// <param name="StartNanos">Where the trace begins.</param>
/// <param name="DurationNanos">How long the trace is.</param>
/// <param name="Rows">A row a span, parents before children.</param>
public sealed record Waterfall(long StartNanos, long DurationNanos, IReadOnlyList<WaterfallRow> Rows)
{
    /// <summary>A bar is at least this wide, so that it can be seen.</summary>
    public const double MinWidth = 0.25;

    // About a pixel: parts that are nearer than this are one, so that a bar has at most 500.
    private const double LeastGap = 0.2;

    /// <summary>The part of the trace that the axis spans.</summary>
    public TimeWindow Axis { get; init; } = new(0, DurationNanos);

    /// <summary>Whether the axis is only a part of the trace.</summary>
    public bool IsZoomed => Axis.DurationNanos < DurationNanos;

    /// <summary>Lays out the spans of one trace, with its logs as marks.</summary>
    public static Waterfall Of(IReadOnlyList<Span> spans, IReadOnlyList<LogEntry> logs, Func<long, TimeWindow?>? window = null)
    {
        if (spans.Count == 0)
            return new(0, 0, []);

        var start = spans.Min(span => span.StartNanos);
        var duration = spans.Max(span => span.StartNanos + span.DurationNanos) - start;
        var axis = window?.Invoke(duration) ?? new(0, duration);
        var nodes = SpanTree.Order(spans);
        var children = nodes.Where(node => node.Parent != SpanNode.NoParent).ToLookup(node => node.Parent, node => node.Span);
        var path = CriticalPath.Of(nodes);
        var marks = logs.Where(log => log.SpanId is not null).ToLookup(log => log.SpanId!, StringComparer.Ordinal);
        return new(start, duration, [.. nodes.Select(Row)]) { Axis = axis };

        WaterfallRow Row(SpanNode node, int at)
        {
            var (offset, width) = Place(new(node.Span.StartNanos, node.Span.EndNanos));
            return new(node.Span, node.Depth, node.ChildCount, node.Place)
            {
                Parent = node.Parent,
                Offset = Math.Min(offset, 100 - Math.Max(MinWidth, width)),
                Width = Math.Max(MinWidth, width),
                IsOnAxis = node.Span.StartNanos - start <= axis.ToNanos && node.Span.StartNanos + node.Span.DurationNanos - start >= axis.FromNanos,
                SkewNanos = node.Place == SpanPlace.Child ? Skew(node.Span, nodes[node.Parent].Span) : 0,
                Own = node.ChildCount == 0 ? [] : OwnTime.Of(node.Span, children[at]),
                Path = [.. path[at]],
                LogMarks = [.. marks[node.Span.SpanId].Where(log => axis.DurationNanos == duration || axis.Contains(Nanos(log) - start))
                    .Select(log => new LogMark(Part(Nanos(log) - start), SeverityLevels.Of(log.SeverityNumber)))],
            };
        }

        double Part(long nanos) => Percent(nanos - axis.FromNanos, axis.DurationNanos);

        (double Offset, double Width) Place(Stretch stretch) =>
            (Part(stretch.StartNanos - start), Math.Max(0, Part(stretch.EndNanos - start) - Part(stretch.StartNanos - start)));
    }

    /// <summary>Where stretches lie on the axis: what doesn't is left out, and what touches is one.</summary>
    public IReadOnlyList<AxisPart> OnAxis(IEnumerable<Stretch> stretches)
    {
        var parts = new List<AxisPart>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.StartNanos))
        {
            var from = Percent(stretch.StartNanos - StartNanos - Axis.FromNanos, Axis.DurationNanos);
            var to = Percent(stretch.EndNanos - StartNanos - Axis.FromNanos, Axis.DurationNanos);
            if (to <= from)
                continue;
            if (parts.Count > 0 && from - (parts[^1].Offset + parts[^1].Width) < LeastGap)
                parts[^1] = parts[^1] with { Width = Math.Max(parts[^1].Width, to - parts[^1].Offset) };
            else
                parts.Add(new(from, to - from));
        }

        return parts;
    }

    /// <summary>The part of the trace in which a span lies, with a little room on both sides; null where that is all of it.</summary>
    public TimeWindow? Around(Span span)
    {
        var room = Math.Max(span.DurationNanos / 20, 5);
        var from = Math.Max(0, span.StartNanos - StartNanos - room);
        var to = Math.Min(DurationNanos, span.StartNanos + span.DurationNanos - StartNanos + room);
        return (from, to) == (0, DurationNanos) ? null : new(from, to);
    }

    /// <summary>The times at even steps of the axis, from the trace's start.</summary>
    public IReadOnlyList<AxisTick> Ticks(int steps = 4) =>
        [.. Enumerable.Range(0, steps + 1).Select(step => new AxisTick(100d * step / steps, Axis.FromNanos + (Axis.DurationNanos / steps * step)))];

    private static long Nanos(LogEntry log) => log.Nanos == 0 ? log.ObservedNanos : log.Nanos;

    private static double Percent(long part, long whole) => whole <= 0 ? 0 : Math.Clamp(100d * part / whole, 0, 100);

    // Only clocks of different processes disagree. A child that spans its whole parent is none of that: a browser's page load does, under the server's span.
    private static long Skew(Span span, Span parent) =>
        span.Resource.Id == parent.Resource.Id || span.EndNanos > parent.EndNanos ? 0 : Math.Max(0, parent.StartNanos - span.StartNanos);
}

/// <summary>A log record's place on the axis.</summary>
public sealed record LogMark(double Offset, LogLevel Level);

/// <summary>A part of the axis.</summary>
public readonly record struct AxisPart(double Offset, double Width);

/// <summary>A line of the axis.</summary>
public sealed record AxisTick(double Offset, long Nanos);
