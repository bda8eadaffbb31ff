using System.Globalization;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard;

public sealed class StoreTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        using (var first = new DashboardApplication(folder: folder))
        {
            // Not waited for: what is answered for is written before the dashboard ends.
            await first.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(1)));
            await first.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog("hello")));
            await first.AcceptAsync("metrics", OtlpRequests.Gauge("shop", "stock", 3));
        }

        using var second = new DashboardApplication(folder: folder);
        Assert.Equal(new TelemetryCounts(1, 1, 0, 1, 1, 0, 0, 0), await second.Reader.CountsAsync(CancellationToken));
    }

    [Fact]
    public async Task What_was_answered_a_second_ago_survives_a_kill()
    {
        using var folder = new TemporaryFolder();
        using (var dashboard = await DashboardProcess.StartAsync(folder.Path, CancellationToken))
        {
            using var client = new HttpClient { BaseAddress = dashboard.Otlp };
            for (var number = 1; number <= 20; number++)
            {
                using var content = new ByteArrayContent(OtlpRequests.Traces("shop", TestSpan.Root(number)));
                content.Headers.ContentType = new("application/x-protobuf");
                using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, CancellationToken);
                answer.EnsureSuccessStatusCode();
            }

            // The promise is about time: what was answered is written within a second.
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            await second.WaitForNextTickAsync(CancellationToken);
            await dashboard.KillAsync(CancellationToken);
        }

        using var after = new DashboardApplication(new() { ["Dashboard:Store:MaxAge"] = "3650.00:00:00" }, folder);
        Assert.Equal(20, (await after.Reader.CountsAsync(CancellationToken)).Spans);
    }

    [Fact]
    public async Task A_span_that_is_delivered_twice_is_shown_once()
    {
        using var dashboard = new DashboardApplication();
        var request = OtlpRequests.Traces("shop", TestSpan.Root(1) with { Failed = true }, TestSpan.Root(2));
        await dashboard.AcceptAsync("traces", request);
        await dashboard.AcceptAsync("traces", request);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2), TestSpan.Root(3)));
        await dashboard.StoredAsync(counts => counts.Spans == 3);
        var traces = await dashboard.Reader.TracesAsync(new(), CancellationToken);
        Assert.Equal([(1, 0), (1, 0), (1, 1)], traces.Items.Select(trace => (trace.SpanCount, trace.ErrorCount)));
    }

    [Fact]
    public async Task A_trace_is_summed_up_from_spans_that_come_in_any_order_from_several_services()
    {
        using var dashboard = new DashboardApplication();
        var root = TestSpan.Root(1, "GET /") with { DurationNanos = 9_000_000 };
        var call = root with { SpanId = "00000000000000aa", ParentSpanId = root.SpanId, Name = "GET", StartNanos = root.StartNanos + 1_000_000, DurationNanos = 10 };
        var serve = call with { SpanId = "00000000000000bb", ParentSpanId = call.SpanId, Name = "GET /api", StartNanos = call.StartNanos + 1, Failed = true };
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("api", serve));
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("web", call));
        await dashboard.StoredAsync(counts => counts.Spans == 2);
        var unrooted = Assert.Single((await dashboard.Reader.TracesAsync(new(), CancellationToken)).Items);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("web", root));
        await dashboard.StoredAsync(counts => counts.Spans == 3);
        var rooted = Assert.Single((await dashboard.Reader.TracesAsync(new(), CancellationToken)).Items);

        Assert.Equal(("GET", "web", call.StartNanos, 2), (unrooted.Name, unrooted.RootService, unrooted.StartNanos, unrooted.SpanCount));
        Assert.Equal(
            ("GET /", "web", root.StartNanos, 9_000_000L, 3, 1),
            (rooted.Name, rooted.RootService, rooted.StartNanos, rooted.DurationNanos, rooted.SpanCount, rooted.ErrorCount));
        Assert.Equal([new("web", 2, 0), new("api", 1, 1)], rooted.Services);
    }

    [Fact]
    public async Task The_oldest_traces_and_logs_go_when_there_are_too_many_and_are_counted()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxSpans"] = "300", ["Dashboard:Store:MaxLogs"] = "250" });
        for (var batch = 0; batch < 10; batch++)
        {
            await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", Enumerable.Range((batch * 100) + 1, 100).Select(number => TestSpan.Root(number))));
            await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", Enumerable.Range(0, 100).Select(number => new TestLog($"{batch}-{number}"))));
        }

        var counts = await dashboard.StoredAsync(counts => counts is { Spans: 300, Logs: 250, EvictedLogs: 750 });
        Assert.Equal(new TelemetryCounts(300, 300, 0, 250, 0, 700, 700, 750), counts);
        var traces = await dashboard.Reader.TracesAsync(new() { Limit = 1000 }, CancellationToken);
        Assert.Equal(Enumerable.Range(701, 300).Reverse().Select(number => number.ToString("x32", CultureInfo.InvariantCulture)), traces.Items.Select(trace => trace.TraceId));
    }

    [Fact]
    public async Task What_is_older_than_it_may_be_goes()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Dashboard:Store:MaxAge"] = "01:00:00" };
        using (var first = new DashboardApplication(settings, folder))
        {
            await first.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(1)));
            await first.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog("old")));
            await first.StoredAsync(counts => counts is { Spans: 1, Logs: 1 });
            first.Clock.Advance(TimeSpan.FromMinutes(50));
            await first.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2)));
            await first.StoredAsync(counts => counts.Spans == 2);
        }

        using var second = new DashboardApplication(settings, folder, startIn: TimeSpan.FromMinutes(70));
        await second.StoredAsync(counts => counts is { Spans: 1, Logs: 0, EvictedTraces: 1, EvictedLogs: 1 });
        Assert.Equal(2.ToString("x32", CultureInfo.InvariantCulture), Assert.Single((await second.Reader.TracesAsync(new(), CancellationToken)).Items).TraceId);
    }

    [Fact]
    public async Task The_file_stays_within_its_size_and_the_newest_stay_in_it()
    {
        const long MaxBytes = 2 << 20;
        using var folder = new TemporaryFolder();
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxBytes"] = $"{MaxBytes}" }, folder);
        // Nothing that could be stored in less than it has.
        var random = new Random(1);
        // All at once, as a writer finds them that was kept waiting.
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces(
            "shop", Enumerable.Range(1, 600).Select(number => TestSpan.Root(number) with { Attributes = [("text", Convert.ToHexString(random.GetItems(Bytes, 5_000)))] })));
        var counts = await dashboard.StoredAsync(counts => counts.Spans + counts.EvictedSpans == 600 && counts.Spans < 200);
        Assert.InRange(counts.Spans, 100, 199);
        var newest = await dashboard.Reader.TracesAsync(new() { Limit = 1 }, CancellationToken);
        Assert.Equal(600.ToString("x32", CultureInfo.InvariantCulture), newest.Items[0].TraceId);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", Enumerable.Range(1, 25).Select(number => TestSpan.Root(number) with { StartNanos = 1 + (number / 10) })));
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", Enumerable.Range(1, 25).Select(number => new TestLog($"{number}") { Nanos = 1 + (number / 10) })));
        await dashboard.StoredAsync(counts => counts is { Spans: 25, Logs: 25 });
        var (traces, logs) = (new List<string>(), new List<string>());
        for (long? before = null; traces.Count < 25;)
        {
            var page = await dashboard.Reader.TracesAsync(new() { Limit = 7, Before = before }, CancellationToken);
            Assert.Equal(25, page.TotalCount);
            traces.AddRange(page.Items.Select(trace => trace.TraceId));
            before = page.Items[^1].Cursor;
        }

        for (long? before = null; logs.Count < 25;)
        {
            var page = await dashboard.Reader.LogsAsync(new() { Limit = 7, Before = before }, CancellationToken);
            logs.AddRange(page.Items.Select(log => log.Body.ToString()));
            before = page.Items[^1].Id;
        }

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(number => number.ToString("x32", CultureInfo.InvariantCulture)), traces);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(number => $"{number}"), logs);
    }
}
