using Cruddur.Dashboard.Pages.Logs;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class LogHistogramTests
{
    private const long Second = 1_000_000_000;
    private const long Start = 1_800_000_000 * Second;

    [Fact]
    public void Bars_are_stacks_of_levels_with_what_went_wrong_on_the_ground()
    {
        var histogram = LogHistogram.Of([Log(0, 9), Log(0, 17), Log(0, 21), Log(0, 1), Log(90, 13)])!;

        Assert.Equal((Start, Start + (92 * Second)), (histogram.StartNanos, histogram.EndNanos));
        Assert.Equal([(0d, Start, Start + (2 * Second)), (97.826, Start + (90 * Second), Start + (92 * Second))],
            histogram.Bars.Select(bar => (Math.Round(bar.Left, 3), bar.StartNanos, bar.EndNanos)));
        Assert.Equal([new("error", 2, 0, 0.5), new("info", 1, 0.5, 0.25), new("", 1, 0.75, 0.25)], histogram.Bars[0].Parts);
        Assert.Equal([new("warn", 1, 0, 0.25)], histogram.Bars[1].Parts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.0005)]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(3_600)]
    [InlineData(86_400 * 30)]
    [InlineData(7_000_000_000)]
    public void However_long_the_while_there_are_at_most_sixty_bars_within_the_picture(double seconds)
    {
        var logs = Enumerable.Range(0, 500).Select(number => Log(seconds * number / 499, 9)).ToList();

        var histogram = LogHistogram.Of(logs)!;

        Assert.InRange(histogram.Bars.Count, 1, 60);
        Assert.Equal(500, histogram.Bars.Sum(bar => bar.Parts.Sum(part => part.Count)));
        Assert.All(histogram.Bars, bar => Assert.InRange(bar.Left + bar.Width, 0, 100.0001));
        Assert.InRange(logs[^1].Nanos, histogram.Bars[^1].StartNanos, histogram.Bars[^1].EndNanos - 1);
    }

    [Fact]
    public void A_record_without_a_time_stands_where_it_was_seen_and_none_give_no_picture()
    {
        Assert.Equal(Start, LogHistogram.Of([Log(0, 9) with { Nanos = 0, ObservedNanos = Start }])!.StartNanos);
        Assert.Null(LogHistogram.Of([]));
    }

    private static LogEntry Log(double seconds, int severity) => new()
    {
        Id = 1,
        Nanos = Start + (long)(seconds * Second),
        ObservedNanos = 0,
        SeverityNumber = severity,
        Resource = new("1", "shop", "", []),
        Scope = new("", ""),
    };
}
