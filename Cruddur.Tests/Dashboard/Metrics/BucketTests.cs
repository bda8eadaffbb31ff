using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Tests.Dashboard.Metrics;

public sealed class BucketTests
{
    private static readonly Bucket NoZero = new(0, 0, 0);

    public static TheoryData<double[], ulong[]> Mismatches => new()
    {
        { [1, 2], [1, 2] },
        { [1], [1, 2, 3] },
        { [], [] },
        { [2, 1], [1, 2, 3] },
        { [1, 1], [1, 2, 3] },
        { [double.NaN], [1, 2] },
        { [1, double.NaN, 3], [1, 2, 3, 4] },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Bounds_and_counts_that_do_not_belong_together_give_no_buckets(double[] bounds, ulong[] counts) =>
        Assert.Empty(Buckets.Explicit(bounds, counts));

    [Fact]
    public void An_infinite_bound_leaves_nothing_outside_of_it() => Assert.Equal(
        [new(double.NegativeInfinity, 1, 1), new(1, double.PositiveInfinity, 2)], Buckets.Explicit([1, double.PositiveInfinity], [1, 2, 0]));

    [Fact]
    public void One_count_without_bounds_is_a_bucket_of_everything() =>
        Assert.Equal([new(double.NegativeInfinity, double.PositiveInfinity, 5)], Buckets.Explicit([], [5]));

    [Theory]
    [InlineData(161)]
    [InlineData(1_000)]
    [InlineData(32_000)]
    public void Many_buckets_become_fewer_and_wider_without_losing_a_value(int count)
    {
        var buckets = Buckets.Explicit([.. Enumerable.Range(1, count - 1).Select(bound => (double)bound)], [.. Enumerable.Repeat(2UL, count)]);

        Assert.InRange(buckets.Count, Buckets.Most / 2, Buckets.Most);
        Assert.Equal(2UL * (ulong)count, buckets.Aggregate(0UL, (sum, bucket) => sum + bucket.Count));
        Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.Equal(pair.First.Upper, pair.Second.Lower));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (buckets[0].Lower, buckets[^1].Upper));
    }

    [Theory]
    [InlineData(0, 0, 1, 2)]
    [InlineData(0, 3, 8, 16)]
    [InlineData(1, 2, 2, 2.8284271247461903)]
    [InlineData(-1, -1, 0.25, 1)]
    [InlineData(-10, 0, 1, double.PositiveInfinity)]
    public void An_exponential_bucket_lies_between_powers_of_its_base(int scale, long offset, double lower, double upper) =>
        Assert.Equal([new(lower, upper, 1)], Buckets.Exponential(scale, ExponentialRange.Empty, NoZero, new(offset, [1])));

    [Fact]
    public void Exponential_buckets_run_from_the_most_negative_over_zero_to_the_largest() => Assert.Equal(
        [new(-4, -2, 2), new(-2, -1, 1), new(-0.5, 0.5, 3), new(1, 2, 4)],
        Buckets.Exponential(0, new(0, [1, 2]), new(-0.5, 0.5, 3), new(0, [4])));

    [Fact]
    public void Too_many_exponential_buckets_are_put_together_as_a_coarser_scale_would_have_counted_them()
    {
        var fine = new ExponentialRange(-300, [.. Enumerable.Repeat(1UL, 600)]);

        var buckets = Buckets.Exponential(5, ExponentialRange.Empty, NoZero, fine);

        Assert.Equal(Buckets.Exponential(3, ExponentialRange.Empty, NoZero, fine.Coarser(2)), buckets);
        Assert.Equal((150, 600UL), (buckets.Count, buckets.Aggregate(0UL, (sum, bucket) => sum + bucket.Count)));
    }

    [Fact]
    public void Empty_buckets_at_the_ends_do_not_make_the_others_coarser()
    {
        var wide = new ExponentialRange(-1000, [.. Enumerable.Repeat(0UL, 1000), 1, 0, 2, .. Enumerable.Repeat(0UL, 1000)]);

        Assert.Equal([new(1, 2, 1), new(2, 4, 0), new(4, 8, 2)], Buckets.Exponential(0, ExponentialRange.Empty, NoZero, wide));
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-11)]
    [InlineData(21)]
    [InlineData(int.MaxValue)]
    public void A_scale_out_of_reason_gives_no_buckets(int scale) =>
        Assert.Empty(Buckets.Exponential(scale, ExponentialRange.Empty, NoZero, new(0, [1])));

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_offset_out_of_reason_is_contained(int offset)
    {
        var bucket = Assert.Single(Buckets.Exponential(20, ExponentialRange.Empty, NoZero, new(offset, [1])));
        Assert.False(double.IsNaN(bucket.Lower) || double.IsNaN(bucket.Upper));
    }
}
