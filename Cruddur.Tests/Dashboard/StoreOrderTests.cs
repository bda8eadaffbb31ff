using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Tests.Dashboard;

public sealed class StoreOrderTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_follower_sees_every_record_once_and_in_order_however_blocks_are_made(int seed)
    {
        using var store = new StoreFile();
        var random = new Random(seed);
        var (spans, logs) = (new List<string>(), new List<string>());
        var (lastSpan, lastLog) = (0L, 0L);
        for (var number = 1; number <= 300; number++)
        {
            store.Take(OtlpSignal.Traces, OtlpRequests.Traces("shop", TestSpan.Root(number, $"{number}")));
            store.Take(OtlpSignal.Logs, OtlpRequests.Logs("shop", new TestLog($"{number}")));
            store.Tables.Commit(whole: random.Next(2) == 0);
            if (random.Next(20) == 0)
                store.Tables.Seal(random.Next(2) == 0 ? RecordKind.Span : RecordKind.Log);
            if (random.Next(4) == 0)
                await FollowAsync();
        }

        store.Tables.Commit(whole: true);
        await FollowAsync();
        Assert.Equal(Enumerable.Range(1, 300).Select(number => $"{number}"), spans);
        Assert.Equal(Enumerable.Range(1, 300).Select(number => $"{number}"), logs);

        async Task FollowAsync()
        {
            while ((await store.Reader.SpansAsync(new() { After = lastSpan, Limit = 7 }, CancellationToken)).Items is { Count: > 0 } found)
            {
                spans.AddRange(found.Select(span => span.Name));
                lastSpan = found[^1].Id;
            }

            while ((await store.Reader.LogsAsync(new() { After = lastLog, Limit = 7 }, CancellationToken)).Items is { Count: > 0 } found)
            {
                logs.AddRange(found.Select(log => log.Body.ToString()));
                lastLog = found[^1].Id;
            }

            Assert.Equal((lastSpan, lastLog), (await store.Records.LastSpanIdAsync(CancellationToken), await store.Records.LastLogIdAsync(CancellationToken)));
        }
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_ended_though_blocks_are_made_and_merged_between_them()
    {
        using var store = new StoreFile(new() { MaxSpans = 400 });
        for (var number = 1; number <= 400; number++)
        {
            store.Take(OtlpSignal.Traces, OtlpRequests.Traces(number % 10 == 0 ? "quiet" : "shop", TestSpan.Root(number, $"{number}")));
            store.Tables.Commit(whole: true);
            if (number % 30 == 0)
                store.Tables.Seal(RecordKind.Span);
        }

        var names = new List<string>();
        for (long? before = null; names.Count < 40;)
        {
            var page = await store.Reader.SpansAsync(new() { Resources = ["quiet"], Limit = 7, Before = before }, CancellationToken);
            names.AddRange(page.Items.Select(span => span.Name));
            before = page.Items[^1].Id;
            // What comes pushes out what "shop" has; each page finds other blocks.
            store.Take(OtlpSignal.Traces, OtlpRequests.Traces("shop", Enumerable.Range(1000 + (names.Count * 100), 60).Select(number => TestSpan.Root(number))));
            store.Tables.Commit(whole: true);
            store.Evict();
        }

        Assert.Equal(Enumerable.Range(1, 40).Reverse().Select(number => $"{number * 10}"), names);
    }

    [Fact]
    public async Task A_request_that_is_larger_than_a_block_is_stored_in_several()
    {
        using var store = new StoreFile();
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces("shop", TestSpan.Root(20_000, "before")));
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces("shop", Enumerable.Range(1, 10_000).Select(number => TestSpan.Root(number, $"{number}"))));
        store.Take(OtlpSignal.Traces, OtlpRequests.Traces("shop", TestSpan.Root(20_001, "after")));
        store.Tables.Commit(whole: true);
        var spans = await store.Reader.SpansAsync(new() { Limit = 20_000 }, CancellationToken);
        Assert.Equal(["after", .. Enumerable.Range(1, 10_000).Reverse().Select(number => $"{number}"), "before"], spans.Items.Select(span => span.Name));
        Assert.Equal(10_002, (await store.Reader.CountsAsync(CancellationToken)).Traces);
    }

    [Fact]
    public async Task A_trace_counts_as_many_as_its_sampler_kept_it_for()
    {
        using var store = new StoreFile();
        store.Take(OtlpSignal.Traces, OtlpRequests.Request("shop", "1", "source", writer =>
        {
            Write(writer, 1, rate: 20);
            Write(writer, 2, rate: null);
            Write(writer, 3, rate: 0);
        }));
        store.Tables.Commit(whole: true);
        var traces = await store.Reader.TracesAsync(new(), CancellationToken);
        var spans = await store.Reader.SpansAsync(new(), CancellationToken);
        var found = await store.Reader.TracesAsync(new() { Where = new Cruddur.Dashboard.Query.AnyText("span 1") }, CancellationToken);
        Assert.Equal((3, 22), (traces.TotalCount, traces.WeightedCount));
        Assert.Equal((3, 22), (spans.TotalCount, spans.WeightedCount));
        Assert.Equal((1, 20), (found.TotalCount, found.WeightedCount));
    }

    private static void Write(Cruddur.Dashboard.Protobuf.ProtobufWriter writer, int number, int? rate)
    {
        var span = TestSpan.Root(number);
        var message = writer.Begin(2);
        writer.WriteBytes(1, Convert.FromHexString(span.TraceId));
        writer.WriteBytes(2, Convert.FromHexString(span.SpanId));
        writer.WriteString(5, $"span {number}");
        writer.WriteFixed64(7, (ulong)span.StartNanos);
        if (rate is not null)
        {
            var pair = writer.Begin(9);
            writer.WriteString(1, "SampleRate");
            var value = writer.Begin(2);
            writer.WriteVarint(3, (ulong)rate);
            writer.End(value);
            writer.End(pair);
        }

        writer.End(message);
    }
}
