using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class ReservoirTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Quota_is_for_each_whole_second_of_the_wall_clock()
    {
        var reservoir = new Reservoir(canBorrow: true);
        reservoir.Grant(2, DateTimeOffset.MaxValue);
        Assert.Equal("TTE", Taken(reservoir, Start + TimeSpan.FromSeconds(0.9), 3));
        Assert.Equal("TTE", Taken(reservoir, Start + TimeSpan.FromSeconds(1), 3));
        Assert.Equal("E", Taken(reservoir, Start + TimeSpan.FromSeconds(1.99), 1));
    }

    [Fact]
    public void Without_a_quota_one_a_second_is_borrowed()
    {
        var reservoir = new Reservoir(canBorrow: true);
        Assert.Equal("BEE", Taken(reservoir, Start, 3));
        Assert.Equal("BE", Taken(reservoir, Start + TimeSpan.FromSeconds(1), 2));
    }

    [Fact]
    public void Rule_without_a_reservoir_has_nothing_to_borrow_from() => Assert.Equal("EE", Taken(new Reservoir(canBorrow: false), Start, 2));

    [Fact]
    public void Quota_that_ran_out_is_borrowed_again()
    {
        var reservoir = new Reservoir(canBorrow: true);
        reservoir.Grant(3, Start + TimeSpan.FromSeconds(10));
        Assert.Equal("TTTE", Taken(reservoir, Start + TimeSpan.FromSeconds(9), 4));
        Assert.Equal("BE", Taken(reservoir, Start + TimeSpan.FromSeconds(10), 2));
    }

    [Fact]
    public void Quota_of_zero_gives_nothing()
    {
        var reservoir = new Reservoir(canBorrow: true);
        reservoir.Grant(0, DateTimeOffset.MaxValue);
        Assert.Equal("EE", Taken(reservoir, Start, 2));
    }

    [Fact]
    public void Thread_that_is_late_counts_in_the_second_that_others_are_in_and_a_clock_set_back_starts_anew()
    {
        var reservoir = new Reservoir(canBorrow: true);
        reservoir.Grant(1, DateTimeOffset.MaxValue);
        Assert.Equal("T", Taken(reservoir, Start, 1));
        Assert.Equal("E", Taken(reservoir, Start - TimeSpan.FromSeconds(1), 1));
        Assert.Equal("T", Taken(reservoir, Start - TimeSpan.FromHours(1), 1));
    }

    [Fact]
    public async Task Many_threads_take_exactly_the_quota()
    {
        var reservoir = new Reservoir(canBorrow: true);
        reservoir.Grant(1000, DateTimeOffset.MaxValue);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Taken(reservoir, Start, 1000).Count(c => c == 'T'), TestContext.Current.CancellationToken)));
        Assert.Equal(1000, taken.Sum());
    }

    private static string Taken(Reservoir reservoir, DateTimeOffset now, int times) =>
        string.Concat(Enumerable.Range(0, times).Select(_ => reservoir.Take(now) switch
        {
            ReservoirAnswer.Taken => 'T',
            ReservoirAnswer.Borrowed => 'B',
            _ => 'E',
        }));
}
