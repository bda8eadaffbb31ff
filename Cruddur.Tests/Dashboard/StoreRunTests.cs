using Cruddur.Dashboard.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Dashboard;

public sealed class StoreRunTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_start_is_a_run_that_keeps_its_own_and_knows_its_times()
    {
        using var folder = new TemporaryFolder();
        DateTimeOffset end;
        using (var first = new DashboardApplication(folder: folder))
        {
            await StoreAsync(first, number: 1, spans: 1);
            first.Clock.Advance(TimeSpan.FromMinutes(5));
            end = first.Clock.Now;
        }

        using var second = new DashboardApplication(folder: folder, startIn: TimeSpan.FromHours(1));
        await StoreAsync(second, number: 2, spans: 2);
        Assert.True(await Commands(second).NameAsync(1, "before the change", CancellationToken));
        var runs = await second.Reader.RunsAsync(CancellationToken);
        Assert.Equal(
            [
                new() { Id = 2, StartNanos = UnixNanos.From(end.AddMinutes(55)), IsCurrent = true, Traces = 1, Spans = 1, Logs = 1 },
                new()
                {
                    Id = 1, StartNanos = UnixNanos.From(end.AddMinutes(-5)), EndNanos = UnixNanos.From(end), Name = "before the change", Traces = 1, Spans = 1, Logs = 1,
                },
            ],
            runs);
        foreach (var run in runs)
        {
            var trace = Assert.Single((await second.Reader.TracesAsync(new() { Run = run.Id }, CancellationToken)).Items);
            Assert.Equal($"run {run.Id}", trace.Name);
            Assert.Equal(trace.TraceId, Assert.Single((await second.Reader.SpansAsync(new() { Run = run.Id }, CancellationToken)).Items).TraceId);
            Assert.Equal($"run {run.Id}", Assert.Single((await second.Reader.LogsAsync(new() { Run = run.Id }, CancellationToken)).Items).Body.ToString());
        }
    }

    [Fact]
    public async Task Clearing_a_run_leaves_the_others_and_the_one_that_goes_on_goes_on()
    {
        using var folder = new TemporaryFolder();
        using (var first = new DashboardApplication(folder: folder))
            await StoreAsync(first, number: 1, spans: 1);
        using var second = new DashboardApplication(folder: folder);
        await StoreAsync(second, number: 2, spans: 2);
        Assert.True(await Commands(second).ClearAsync(2, CancellationToken));
        Assert.Equal("run 1", Assert.Single((await second.Reader.TracesAsync(new(), CancellationToken)).Items).Name);
        Assert.Equal("run 1", Assert.Single((await second.Reader.LogsAsync(new(), CancellationToken)).Items).Body.ToString());
        await StoreAsync(second, number: 3, spans: 2);
        Assert.True(await Commands(second).ClearAsync(1, CancellationToken));
        Assert.Equal("run 3", Assert.Single((await second.Reader.TracesAsync(new(), CancellationToken)).Items).Name);
        Assert.Equal([2L], (await second.Reader.RunsAsync(CancellationToken)).Select(run => run.Id));
    }

    [Fact]
    public async Task Clearing_everything_leaves_nothing_but_this_run()
    {
        using var folder = new TemporaryFolder();
        using (var first = new DashboardApplication(folder: folder))
            await StoreAsync(first, number: 1, spans: 1);
        using var second = new DashboardApplication(folder: folder);
        await StoreAsync(second, number: 2, spans: 2);
        Assert.True(await Commands(second).PinAsync(1, pinned: true, CancellationToken));
        await Commands(second).ClearAllAsync(CancellationToken);
        Assert.Equal(new TelemetryCounts(0, 0, 0, 0, 0, 0, 0, 0), await second.Reader.CountsAsync(CancellationToken));
        Assert.Empty(await second.Reader.ResourcesAsync(CancellationToken));
        Assert.Equal([2L], (await second.Reader.RunsAsync(CancellationToken)).Select(run => run.Id));
        await StoreAsync(second, number: 3, spans: 1);
    }

    [Fact]
    public async Task A_run_that_there_is_not_is_not_changed()
    {
        using var dashboard = new DashboardApplication();
        Assert.False(await Commands(dashboard).NameAsync(7, "seven", CancellationToken));
        Assert.False(await Commands(dashboard).PinAsync(7, pinned: true, CancellationToken));
        Assert.False(await Commands(dashboard).ClearAsync(7, CancellationToken));
    }

    [Fact]
    public async Task A_name_is_cut_where_it_is_too_long()
    {
        using var dashboard = new DashboardApplication();
        await Commands(dashboard).NameAsync(1, new string('x', 1000), CancellationToken);
        await Commands(dashboard).PinAsync(1, pinned: true, CancellationToken);
        var run = Assert.Single(await dashboard.Reader.RunsAsync(CancellationToken));
        Assert.Equal((new string('x', TelemetryCommands.MaxNameLength), true), (run.Name, run.IsPinned));
    }

    private static TelemetryCommands Commands(DashboardApplication dashboard) => dashboard.Services.GetRequiredService<TelemetryCommands>();

    private static async Task StoreAsync(DashboardApplication dashboard, int number, int spans)
    {
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(number, $"run {number}")));
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog($"run {number}")));
        await dashboard.StoredAsync(counts => counts.Spans == spans && counts.Logs == spans);
    }
}
