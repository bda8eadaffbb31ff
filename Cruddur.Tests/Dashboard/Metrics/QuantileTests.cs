using Cruddur.Dashboard.Pages.Metrics;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Metrics;

public sealed class QuantileTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(0.25, "≈ 5")]
    [InlineData(0.5, "≈ 10")]
    [InlineData(0.75, "≈ 15")]
    [InlineData(1, "≈ 20")]
    [InlineData(0, "≈ 0")]
    public void Values_are_taken_to_lie_evenly_within_a_bucket(double quantile, string estimate) =>
        Assert.Equal(estimate, Estimate(quantile, null, null, (0, 10, 50), (10, 20, 50)));

    [Theory]
    [InlineData(null, "≥ 10")]
    [InlineData(30d, "≈ 26")]
    [InlineData(5d, "≥ 10")]
    [InlineData(Infinity, "≥ 10")]
    [InlineData(double.NaN, "≥ 10")]
    public void Above_the_last_bound_only_the_largest_value_ends_a_bucket(double? max, string estimate) =>
        Assert.Equal(estimate, Estimate(0.9, null, max, (0, 10, 50), (10, Infinity, 50)));

    [Theory]
    [InlineData(null, 10d, "≈ 5")]
    [InlineData(2d, 10d, "≈ 6")]
    [InlineData(null, -10d, "≤ -10")]
    [InlineData(-20d, -10d, "≈ -15")]
    public void Below_the_first_bound_a_bucket_begins_with_the_least_value_or_with_zero(double? min, double bound, string estimate) =>
        Assert.Equal(estimate, Estimate(0.5, min, null, (-Infinity, bound, 8)));

    [Fact]
    public void Nothing_is_said_of_no_values()
    {
        Assert.Null(Quantiles.Estimate(new(0, null, null, null, []), 0.5));
        Assert.Null(Quantiles.Estimate(new(7, null, null, null, [new(0, 1, 0)]), 0.5));
    }

    [Fact]
    public void Counts_of_any_size_can_be_asked_for_their_quantiles() =>
        Assert.Equal("≈ 20", Estimate(1, null, null, (0, 10, ulong.MaxValue), (10, 20, ulong.MaxValue)));

    [Fact]
    public void The_picture_has_a_bar_for_each_bucket_with_values_and_one_on_either_side()
    {
        var bars = HistogramBars.Of(Point(null, null, (-Infinity, 1, 0), (1, 2, 0), (2, 3, 4), (3, 4, 0), (4, 5, 2), (5, 6, 0), (6, Infinity, 0)));

        Assert.Equal(
            [(0d, 20d, 0d, 1d), (20, 20, 1, 2), (40, 20, 0, 3), (60, 20, 0.5, 4), (80, 20, 0, 5)],
            bars.Bars.Select(bar => (bar.Left, bar.Width, bar.Height, bar.Bucket.Lower)));
        Assert.Equal([(20d, 2d, false), (40, 3, true), (60, 4, false), (80, 5, true)], bars.Ticks.Select(tick => (tick.Left, tick.Bound, tick.IsMinor)));
        Assert.Equal([("p50", 35d), ("p90", 74), ("p95", 77), ("p99", 79.4)], bars.Marks.Select(mark => (mark.Estimate.Name, Math.Round(mark.Left, 6))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Without_values_there_is_no_picture(int buckets)
    {
        var bars = HistogramBars.Of(new(0, null, null, null, [.. Enumerable.Range(0, buckets).Select(index => new Bucket(index, index + 1, 0))]));
        Assert.Equal((0, 0, 0), (bars.Bars.Count, bars.Ticks.Count, bars.Marks.Count));
    }

    [Fact]
    public void However_many_bars_there_are_their_bounds_can_be_read()
    {
        var bars = HistogramBars.Of(new(321, null, null, null, [.. Enumerable.Range(0, 321).Select(index => new Bucket(index, index + 1, 1))]));
        Assert.Equal((321, true), (bars.Bars.Count, bars.Ticks.Count <= 10));
    }

    private static string? Estimate(double quantile, double? min, double? max, params (double Lower, double Upper, ulong Count)[] buckets) =>
        Quantiles.Estimate(Point(min, max, buckets), quantile) is { } estimate ? Measure.Of(estimate, "") : null;

    private static HistogramPoint Point(double? min, double? max, params (double Lower, double Upper, ulong Count)[] buckets) =>
        new(1, null, min, max, [.. buckets.Select(bucket => new Bucket(bucket.Lower, bucket.Upper, bucket.Count))]);
}
