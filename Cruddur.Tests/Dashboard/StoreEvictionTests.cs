using Cruddur.Dashboard.Otlp;

namespace Cruddur.Tests.Dashboard;

public sealed class StoreEvictionTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_noisy_service_does_not_wipe_a_quiet_one()
    {
        using var store = new StoreFile(new() { MaxSpans = 1000, MaxLogs = 1000 });
        Store(store, "quiet", first: 1, count: 50);
        Store(store, "second", first: 100, count: 500);
        for (var batch = 0; batch < 20; batch++)
        {
            Store(store, "noisy", first: 1000 + (batch * 500), count: 500);
            store.Evict();
        }

        // Level, but for what one step takes at once.
        foreach (var (quiet, second, noisy) in new[] { await SpansAsync(store), await LogsAsync(store) })
        {
            Assert.Equal((50, 1000), (quiet, quiet + second + noisy));
            Assert.InRange(Math.Abs(second - noisy), 0, 10);
        }

        var spans = await SpansAsync(store);
        var evicted = await store.Reader.EvictedAsync(CancellationToken);
        Assert.Equal([("noisy", 10_000 - spans.Noisy), ("second", 500 - spans.Second)], evicted.Select(one => (one.Service, one.Spans)));
        var newest = await store.Reader.SpansAsync(new() { Resources = ["noisy"], Limit = 400 }, CancellationToken);
        Assert.Equal(Enumerable.Range(10_600, 400).Reverse().Select(number => $"{number}"), newest.Items.Select(span => span.Name));
        Assert.Equal((1000, 9550), ((await store.Reader.CountsAsync(CancellationToken)).Traces, (await store.Reader.CountsAsync(CancellationToken)).EvictedTraces));
    }

    [Fact]
    public async Task What_little_is_left_of_blocks_is_brought_together_and_keeps_its_numbers()
    {
        using var store = new StoreFile(new() { MaxSpans = 1000 });
        for (var batch = 0; batch < 40; batch++)
        {
            Store(store, "quiet", first: 100_000 + batch, count: 1);
            Store(store, "noisy", first: 1 + (batch * 400), count: 400);
            store.Tables.Seal(Cruddur.Dashboard.Store.Blocks.RecordKind.Span);
        }

        var before = await store.Reader.SpansAsync(new() { Resources = ["quiet"] }, CancellationToken);
        store.Evict();
        var after = await store.Reader.SpansAsync(new() { Resources = ["quiet"] }, CancellationToken);
        Assert.Equal(before.Items.Select(span => (span.Id, span.Name)), after.Items.Select(span => (span.Id, span.Name)));
        Assert.InRange(await BlocksAsync(store), 1, 8);
        foreach (var span in after.Items)
            Assert.Equal(span.Id, Assert.Single(await store.Reader.TraceAsync(span.TraceId, CancellationToken)).Id);
    }

    [Fact]
    public async Task A_pinned_run_gives_nothing()
    {
        using var store = new StoreFile(new() { MaxSpans = 100, MaxLogs = 100, MaxAge = TimeSpan.FromHours(1) });
        Store(store, "shop", first: 1, count: 300);
        store.Tables.InTransaction(() => store.Tables.Runs.Pin(1, pinned: true));
        store.Clock.Advance(TimeSpan.FromHours(2));
        store.Evict();
        Assert.Equal((300, 300), await CountsAsync(store));
        store.Tables.InTransaction(() => store.Tables.Runs.Pin(1, pinned: false));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        store.Evict();
        Assert.Equal((0, 0), await CountsAsync(store));
    }

    [Fact]
    public async Task A_trace_goes_whole_with_the_spans_of_other_services()
    {
        using var store = new StoreFile(new() { MaxSpans = 10 });
        var root = TestSpan.Root(1);
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces("quiet", root with { SpanId = "00000000000000aa", ParentSpanId = root.SpanId }));
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces("noisy", Enumerable.Range(1, 11).Select(number => TestSpan.Root(number))));
        store.Tables.Commit(whole: true);
        store.Evict();
        Assert.Empty(await store.Reader.TraceAsync(root.TraceId, CancellationToken));
        Assert.Equal(10, (await store.Reader.SpansAsync(new(), CancellationToken)).TotalCount);
    }

    private static void Store(StoreFile store, string service, int first, int count)
    {
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces(service, Enumerable.Range(first, count).Select(number => TestSpan.Root(number, $"{number}"))));
        store.Take(OtlpSignal.Logs, OtlpRequests.Logs(service, Enumerable.Range(first, count).Select(number => new TestLog($"{number}"))));
        store.Tables.Commit(whole: true);
    }

    private static async Task<(long Quiet, long Second, long Noisy)> SpansAsync(StoreFile store)
    {
        async Task<long> OfAsync(string service) => (await store.Reader.SpansAsync(new() { Resources = [service] }, CancellationToken)).TotalCount;
        return (await OfAsync("quiet"), await OfAsync("second"), await OfAsync("noisy"));
    }

    private static async Task<(long Quiet, long Second, long Noisy)> LogsAsync(StoreFile store)
    {
        async Task<long> OfAsync(string service) => (await store.Reader.LogsAsync(new() { Resources = [service] }, CancellationToken)).TotalCount;
        return (await OfAsync("quiet"), await OfAsync("second"), await OfAsync("noisy"));
    }

    private static async Task<(long Spans, long Logs)> CountsAsync(StoreFile store)
    {
        var counts = await store.Reader.CountsAsync(CancellationToken);
        return (counts.Spans, counts.Logs);
    }

    private static Task<long> BlocksAsync(StoreFile store) => store.Records.ReadAsync(connection =>
    {
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM blocks WHERE kind = 1";
        return (long)count.ExecuteScalar()!;
    }, CancellationToken);
}
