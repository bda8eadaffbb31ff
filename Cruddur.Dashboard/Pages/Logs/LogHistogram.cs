using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Logs;

/// <summary>The picture of log records over time: bars of equal width, each a stack of levels.</summary>
/// <param name="StartNanos">Where the first bar begins, in nanoseconds since the Unix epoch.</param>
/// <param name="EndNanos">Where the last one ends.</param>
/// <param name="Bars">The bars that have records, from left to right.</param>
internal sealed record LogHistogram(long StartNanos, long EndNanos, IReadOnlyList<LogBar> Bars)
{
    private const int MostBars = 60;
    private const long Second = 1_000_000_000;

    private static readonly long[] Steps =
    [
        Second / 1000, Second / 100, Second / 10, .. new long[]
        {
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000, 31_536_000,
        }.Select(seconds => seconds * Second),
    ];

    /// <summary>Draws records; null where there is nothing to draw.</summary>
    public static LogHistogram? Of(IReadOnlyList<LogEntry> logs)
    {
        if (logs.Count == 0)
            return null;
        var (first, last) = (logs.Min(Nanos), logs.Max(Nanos));
        // Clocks that are years apart get bars of years.
        var step = Steps.Cast<long?>().FirstOrDefault(step => (last / step) - (first / step) < MostBars) ?? ((last - first) / (MostBars - 1)) + 1;
        var start = first - (first % step);
        var width = 100d / (((last - start) / step) + 1);
        var stacks = logs.GroupBy(log => (Nanos(log) - start) / step).OrderBy(group => group.Key).ToList();
        var most = stacks.Max(stack => stack.Count());
        return new(start, start + ((((last - start) / step) + 1) * step), [.. stacks.Select(stack => new LogBar(
            stack.Key * width, width, start + (stack.Key * step), start + ((stack.Key + 1) * step), Parts(stack, most)))]);
    }

    private static List<LogBarPart> Parts(IEnumerable<LogEntry> logs, int most)
    {
        var (parts, below) = (new List<LogBarPart>(), 0);
        foreach (var level in logs.GroupBy(log => SeverityLevels.ClassOf(SeverityLevels.Of(log.SeverityNumber))).OrderBy(group => Rank(group.Key)))
        {
            parts.Add(new(level.Key, level.Count(), (double)below / most, (double)level.Count() / most));
            below += level.Count();
        }

        return parts;
    }

    // What went wrong stands on the ground, where its heights can be compared.
    private static int Rank(string levelClass) => levelClass switch
    {
        "error" => 0,
        "warn" => 1,
        "info" => 2,
        _ => 3,
    };

    private static long Nanos(LogEntry log) => log.Nanos == 0 ? log.ObservedNanos : log.Nanos;
}

/// <summary>The records of a while.</summary>
/// <param name="Left">Where the bar begins, in percent of the width.</param>
/// <param name="Width">In percent.</param>
/// <param name="StartNanos">Where the while begins.</param>
/// <param name="EndNanos">Where it ends.</param>
/// <param name="Parts">From the bottom up.</param>
internal sealed record LogBar(double Left, double Width, long StartNanos, long EndNanos, IReadOnlyList<LogBarPart> Parts);

/// <summary>The records of some levels in a bar.</summary>
/// <param name="Class">The class name of the levels' colour.</param>
/// <param name="Count">How many.</param>
/// <param name="Bottom">Where the part begins, as a part of the highest bar.</param>
/// <param name="Height">Its height, as a part of the highest bar.</param>
internal sealed record LogBarPart(string Class, int Count, double Bottom, double Height);
