using Cruddur.Dashboard.Pages.Traces;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class ScatterTests
{
    private const long Start = 1_800_000_000_000_000_000;
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    [Fact]
    public void Points_lie_by_their_time_across_and_by_the_power_of_ten_of_their_duration_down()
    {
        var scatter = Picture((0, Millisecond), (50, 10 * Millisecond), (100, 99 * Millisecond));

        Assert.Equal((Start - (2 * Second), Start + (102 * Second)), (scatter.FromNanos, scatter.ToNanos));
        Assert.Equal((Millisecond, 100 * Millisecond), (scatter.LeastNanos, scatter.MostNanos));
        Assert.Equal([(1.9, 170), (50, 85), (98.1, 0.4)], scatter.Points.Select(point => (Math.Round(point.X, 1), Math.Round(point.Y, 1))));
        Assert.Equal([(170, Millisecond), (85, 10 * Millisecond), (0, 100 * Millisecond)], scatter.Durations().Select(tick => (tick.At, tick.Nanos)));
    }

    [Fact]
    public void One_point_lies_in_the_middle()
    {
        var point = Assert.Single(Picture((0, 3 * Millisecond)).Points);

        Assert.Equal(50, point.X);
    }

    [Fact]
    public void Without_points_there_is_no_picture() => Assert.Null(Scatter.Of([]));

    [Theory]
    [InlineData(0, 60, 10)]
    [InlineData(0, 3_000, 600)]
    [InlineData(7, 500_000, 86_400)]
    [InlineData(0, 86_400 * 900, 86_400 * 134)]
    public void Times_stand_at_even_steps_and_are_few(int from, int seconds, int step)
    {
        var times = Picture((from, Millisecond), (from + seconds, Millisecond)).Times(TimeSpan.Zero);

        Assert.InRange(times.Count, 3, 7);
        Assert.All(times, time => Assert.Equal(0, time.Nanos % (step * Second)));
        Assert.All(times, time => Assert.InRange(time.At, 0, 100));
    }

    [Fact]
    public void Times_are_even_on_the_clock_of_the_zone() => Assert.All(
        Picture((0, Millisecond), (86_400, Millisecond)).Times(TimeSpan.FromMinutes(330)),
        time => Assert.Equal(0, (time.Nanos + (330 * 60 * Second)) % (10_800 * Second)));

    [Fact]
    public void Clocks_and_durations_of_any_kind_stay_in_the_picture()
    {
        var scatter = Scatter.Of([Point(0, 0), Point(long.MaxValue, long.MaxValue), Point(1, 1), Point(Start, -5)])!;

        Assert.All(scatter.Points, point => Assert.InRange(point.X, 0, 100));
        Assert.All(scatter.Points, point => Assert.InRange(point.Y, -0.001, Scatter.Height));
        Assert.InRange(scatter.Durations().Count, 2, 6);
        Assert.InRange(scatter.Times(TimeSpan.FromHours(14)).Count, 1, 8);
    }

    private static Scatter Picture(params (int Second, long Duration)[] points) =>
        Scatter.Of([.. points.Select(point => Point(Start + (point.Second * Second), point.Duration))])!;

    private static TracePoint Point(long start, long duration) => new("00", "api", start, duration, false);
}
