using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Rollbar;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class LimitTests
{
    private readonly OwnedClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void Kind_is_left_out_above_its_number_until_the_next_minute_and_then_says_how_often()
    {
        var limits = new ItemLimits(itemsPerMinute: 100, repeatsPerMinute: 2, _clock);
        Assert.Equal(["sent 0", "sent 0", "repeated", "repeated", "repeated"], Enumerable.Range(0, 5).Select(_ => Take(limits, "a")));
        Assert.Equal("sent 0", Take(limits, "b"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["sent 3", "sent 0", "repeated"], Enumerable.Range(0, 3).Select(_ => Take(limits, "a")));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("sent 1", Take(limits, "a"));
    }

    [Fact]
    public void All_together_are_limited_a_minute()
    {
        var limits = new ItemLimits(itemsPerMinute: 3, repeatsPerMinute: 2, _clock);
        Assert.False(limits.AreUsedUp);
        Assert.Equal(["sent 0", "sent 0", "sent 0", "rate_limited", "rate_limited"], Enumerable.Range(0, 5).Select(i => Take(limits, $"{i}")));
        Assert.True(limits.AreUsedUp);
        _clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.True(limits.AreUsedUp);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(limits.AreUsedUp);
        Assert.Equal("sent 0", Take(limits, "3"));
    }

    [Fact]
    public void Kinds_without_end_are_not_all_remembered()
    {
        var limits = new ItemLimits(itemsPerMinute: int.MaxValue, repeatsPerMinute: 1, _clock);
        foreach (var i in Enumerable.Range(0, 1025))
            Take(limits, $"{i}");
        Assert.Equal("repeated", Take(limits, "1024"));
        Assert.Equal("sent 0", Take(limits, "0"));
    }

    [Fact]
    public async Task Every_error_is_accounted_for()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, settings: new() { ["Rollbar:ItemsPerMinute"] = "5", ["Rollbar:RepeatsPerMinute"] = "3" });
        for (var i = 0; i < 8; i++)
            await service.TraceAsync($"/boom/{i}");
        for (var i = 0; i < 4; i++)
            await service.TraceAsync("/said");
        var account = service.App.Services.GetRequiredService<SinkAccounts>().Of("Rollbar", "items");
        await service.StopAsync();

        Assert.Equal(5, peer.Items.Count);
        Assert.Equal(
            ["accepted  5", "created  12", "dropped rate_limited 2", "dropped repeated 5", "queued  5"],
            account.Counts().Select(count => $"{count.State.Word()} {count.Reason} {count.Items}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Exception_object_that_many_requests_throw_is_an_item_of_each()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        for (var i = 0; i < 3; i++)
            await service.TraceAsync("/kept");
        await service.StopAsync();
        Assert.Equal(3, peer.Items.Count);
    }

    private static string Take(ItemLimits limits, string kind) => limits.Take(kind, out var leftOut) ?? $"sent {leftOut}";
}
