using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Traces;

/// <summary>
/// Traces as points over time and duration. Durations are drawn to a logarithmic scale: what is slow lies high however fast the rest is. Places across
/// are percentages of the picture, places down are pixels of <see cref="Height"/>.
/// </summary>
/// <param name="FromNanos">Where the axis of time begins, since the Unix epoch.</param>
/// <param name="ToNanos">Where it ends.</param>
/// <param name="LeastNanos">The duration at the bottom.</param>
/// <param name="MostNanos">The duration at the top.</param>
/// <param name="Points">The points, the earliest first.</param>
public sealed record Scatter(long FromNanos, long ToNanos, long LeastNanos, long MostNanos, IReadOnlyList<ScatterPoint> Points)
{
    /// <summary>The picture's height in pixels.</summary>
    public const int Height = 170;

    private const int MaxTimes = 7;
    private const long Second = 1_000_000_000;

    // A shorter duration lies at the bottom: a logarithm has no zero.
    private const long Shortest = 1_000;

    private static readonly long[] Steps =
    [
        Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second, 60 * Second, 120 * Second, 300 * Second, 600 * Second, 900 * Second,
        1_800 * Second, 3_600 * Second, 7_200 * Second, 10_800 * Second, 21_600 * Second, 43_200 * Second, 86_400 * Second,
    ];

    /// <summary>Lays out points; null where there are none.</summary>
    public static Scatter? Of(IReadOnlyList<TracePoint> points)
    {
        if (points.Count == 0)
            return null;
        var (from, to) = (points.Min(point => point.StartNanos), points.Max(point => point.StartNanos));
        // A little room, so that no point lies on the edge; what came at one moment lies in the middle.
        var room = Math.Max(((decimal)to - from) / 50, Second / 2);
        (from, to) = (Clamp(from - room), Clamp(to + room));
        var (least, most) = (Decade(points.Min(Duration)), Decade(points.Max(Duration)));
        var scatter = new Scatter(from, to, least, most > long.MaxValue / 10 ? long.MaxValue : most * 10, []);
        return scatter with { Points = [.. points.OrderBy(point => point.StartNanos).Select(point => new ScatterPoint(point, scatter.X(point.StartNanos), scatter.Y(Duration(point))))] };
    }

    /// <summary>The durations beside the picture: every power of ten, or of a hundred or a thousand where those are many.</summary>
    public IReadOnlyList<ScatterTick> Durations()
    {
        var ticks = new List<ScatterTick>();
        for (var at = LeastNanos; at <= MostNanos; at *= 10)
        {
            ticks.Add(new(Y(at), at));
            if (at > long.MaxValue / 10)
                break;
        }

        var every = ((ticks.Count - 1) / 5) + 1;
        return [.. ticks.Where((_, index) => index % every == 0)];
    }

    /// <summary>Even times below the picture, such as full minutes of the zone.</summary>
    /// <param name="offset">How far the zone is ahead of UTC.</param>
    public IReadOnlyList<ScatterTick> Times(TimeSpan offset)
    {
        var length = (decimal)ToNanos - FromNanos;
        var step = Steps.FirstOrDefault(step => length / step <= MaxTimes, 0);
        // Years of traces: as many days as it takes.
        if (step == 0)
            step = (long)Math.Ceiling(length / (MaxTimes * Steps[^1])) * Steps[^1];
        var shift = offset.Ticks * 100;
        var ticks = new List<ScatterTick>();
        for (var at = ((Math.Floor((decimal)(FromNanos + (decimal)shift) / step) + 1) * step) - shift; at < ToNanos; at += step)
            ticks.Add(new(X((long)at), (long)at));
        return ticks;
    }

    private static long Duration(TracePoint point) => Math.Max(Shortest, point.DurationNanos);

    private static long Clamp(decimal nanos) => (long)Math.Clamp(nanos, 0, long.MaxValue);

    private static long Decade(long nanos)
    {
        var decade = Shortest;
        while (decade <= nanos / 10)
            decade *= 10;
        return decade;
    }

    private double X(long nanos) => ToNanos <= FromNanos ? 50 : 100d * ((double)nanos - FromNanos) / ((double)ToNanos - FromNanos);

    private double Y(long nanos) => Height * (1 - (Math.Log10((double)nanos / LeastNanos) / Math.Log10((double)MostNanos / LeastNanos)));
}

/// <summary>A trace in the picture.</summary>
public readonly record struct ScatterPoint(TracePoint Trace, double X, double Y);

/// <summary>A line of an axis.</summary>
public readonly record struct ScatterTick(double At, long Nanos);
