using System.Text;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>
/// A whole trace in a picture of a thumb's size: rows are pressed together to lanes, what touches within a lane and a service is one shape. However
/// many spans there are, it has at most <see cref="MaxLanes"/> times <see cref="Width"/> shapes a service.
/// </summary>
internal static class Minimap
{
    /// <summary>The picture's width in its own units.</summary>
    public const int Width = 1_000;

    /// <summary>Lanes at most, one below the other.</summary>
    public const int MaxLanes = 40;

    private const int LeastWidth = 2;

    /// <summary>How many lanes the rows are pressed into.</summary>
    public static int Lanes(Waterfall trace) => Math.Clamp(trace.Rows.Count, 1, MaxLanes);

    /// <summary>The shapes of each service, those of failed spans last, with no service's name.</summary>
    public static IReadOnlyList<MinimapShapes> Of(Waterfall trace)
    {
        var lanes = Lanes(trace);
        var marks = trace.Rows.Select((row, at) => (
            Service: row.Span.Resource.ServiceName, row.IsError, Lane: (int)((long)at * lanes / trace.Rows.Count), Extent: Extent(trace, row)));
        var groups = marks.ToLookup(mark => mark.IsError ? null : mark.Service);
        return [.. groups.OrderBy(group => group.Key is null).Select(group => new MinimapShapes(group.Key, Path(group.Select(mark => (mark.Lane, mark.Extent)))))];
    }

    private static (int From, int To) Extent(Waterfall trace, WaterfallRow row)
    {
        var from = Unit(row.Span.StartNanos - trace.StartNanos);
        var to = Unit(row.Span.StartNanos + row.Span.DurationNanos - trace.StartNanos);
        return to - from >= LeastWidth ? (from, to) : (Math.Min(from, Width - LeastWidth), Math.Min(from, Width - LeastWidth) + LeastWidth);

        int Unit(long nanos) => trace.DurationNanos <= 0 ? 0 : (int)Math.Clamp((double)nanos * Width / trace.DurationNanos, 0, Width);
    }

    private static string Path(IEnumerable<(int Lane, (int From, int To) Extent)> marks)
    {
        var path = new StringBuilder();
        foreach (var lane in marks.GroupBy(mark => mark.Lane, mark => mark.Extent).OrderBy(lane => lane.Key))
        {
            var (from, to) = (-1, -1);
            foreach (var extent in lane.Order())
            {
                if (extent.From <= to)
                {
                    to = Math.Max(to, extent.To);
                    continue;
                }

                Draw(lane.Key, from, to);
                (from, to) = extent;
            }

            Draw(lane.Key, from, to);
        }

        return path.ToString();

        void Draw(int lane, int from, int to)
        {
            if (to > from)
                path.Append($"M{from} {lane}.1h{to - from}v.8h{from - to}z");
        }
    }
}

/// <summary>The shapes of one colour.</summary>
/// <param name="Service">Whose they are; null for failed spans of any service.</param>
/// <param name="Path">SVG's path data.</param>
public sealed record MinimapShapes(string? Service, string Path);
