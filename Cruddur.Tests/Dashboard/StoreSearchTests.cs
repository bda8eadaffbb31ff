using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Blocks;
using FsCheck;
using FsCheck.Fluent;

namespace Cruddur.Tests.Dashboard;

public sealed class StoreSearchTests
{
    private const int Everything = 100_000;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Blocks_and_what_is_in_none_answer_what_trying_each_record_would() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var samples = new StoreSamples(seed);
        using var store = new StoreFile();
        Fill(store, samples);
        CompareAsync(store, samples, conditions: 40).GetAwaiter().GetResult();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void What_is_left_after_eviction_and_merging_is_found_as_before() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var samples = new StoreSamples(seed);
        using var store = new StoreFile(new() { MaxSpans = 150, MaxLogs = 150 });
        Fill(store, samples);
        var before = AllAsync(store).GetAwaiter().GetResult();
        store.Evict();
        var after = AllAsync(store).GetAwaiter().GetResult();
        Assert.Equal(before.Spans.Where(span => after.Spans.Exists(one => one.Id == span.Id)).Select(Show), after.Spans.Select(Show));
        Assert.Equal(before.Logs.Where(log => after.Logs.Exists(one => one.Id == log.Id)).Select(Show), after.Logs.Select(Show));
        Assert.InRange(after.Spans.Count, 0, 150);
        Assert.Equal(Math.Min(150, before.Logs.Count), after.Logs.Count);
        CompareAsync(store, samples, conditions: 20).GetAwaiter().GetResult();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static void Fill(StoreFile store, StoreSamples samples)
    {
        for (var requests = 20; requests > 0; requests--)
        {
            if (samples.Next(2) == 0)
                store.Take(OtlpSignal.Traces, samples.Traces(12));
            else
                store.Take(OtlpSignal.Logs, samples.Logs(12));
            if (samples.Next(3) == 0)
                store.Tables.Commit(whole: samples.Next(2) == 0);
            if (samples.Next(6) == 0)
                store.Tables.Seal(samples.Next(2) == 0 ? RecordKind.Span : RecordKind.Log);
        }

        store.Tables.Commit(whole: true);
    }

    private static async Task CompareAsync(StoreFile store, StoreSamples samples, int conditions)
    {
        var (spans, logs) = await AllAsync(store);
        for (; conditions > 0; conditions--)
        {
            var condition = samples.Condition();
            var text = QueryWriter.Write(condition);
            var found = await store.Reader.SpansAsync(new() { Where = condition, Limit = Everything }, CancellationToken);
            var wanted = spans.Where(span => condition.Holds(new SpanFields(span))).ToList();
            Assert.True(found.Items.Select(span => span.Id).SequenceEqual(wanted.Select(span => span.Id)), text);
            Assert.Equal((wanted.Count, wanted.Sum(span => Weight(span.Attributes))), (found.TotalCount, found.WeightedCount));

            var foundLogs = await store.Reader.LogsAsync(new() { Where = condition, Limit = Everything }, CancellationToken);
            Assert.True(foundLogs.Items.Select(log => log.Id).SequenceEqual(logs.Where(log => condition.Holds(new LogFields(log))).Select(log => log.Id)), text);

            var order = (TraceOrder)samples.Next(4);
            var traces = await store.Reader.TracesAsync(new() { Where = condition, Limit = Everything, Order = order }, CancellationToken);
            Assert.Equal(wanted.Select(span => span.TraceId).ToHashSet(), traces.Items.Select(trace => trace.TraceId).ToHashSet());
            Assert.Equal(
                traces.Items.Select(trace => trace.TraceId),
                (await store.Reader.TracesAsync(new() { Limit = Everything, Order = order }, CancellationToken)).Items
                    .Select(trace => trace.TraceId).Where(traces.Items.Select(trace => trace.TraceId).Contains));
        }

        foreach (var trace in spans.GroupBy(span => span.TraceId))
        {
            Assert.Equal(
                trace.OrderBy(span => span.StartNanos).ThenBy(span => span.Id).Select(Show),
                (await store.Reader.TraceAsync(trace.Key, CancellationToken)).Select(Show));
        }
    }

    private static async Task<(List<Span> Spans, List<LogEntry> Logs)> AllAsync(StoreFile store)
    {
        var spans = await store.Reader.SpansAsync(new() { Limit = Everything }, CancellationToken);
        var logs = await store.Reader.LogsAsync(new() { Limit = Everything }, CancellationToken);
        var counts = await store.Reader.CountsAsync(CancellationToken);
        Assert.Equal((counts.Spans, counts.Logs), (spans.Items.Count, logs.Items.Count));
        return ([.. spans.Items], [.. logs.Items]);
    }

    private static long Weight(IReadOnlyList<TelemetryAttribute> attributes) => attributes.Where(attribute => attribute.Key == "SampleRate")
        .Select(attribute => attribute.Value switch
        {
            IntValue { Value: > 1 and <= 1_000_000_000 and var rate } => rate,
            DoubleValue { Value: > 1 and <= 1e9 and var rate } => (long)Math.Round(rate),
            _ => 1,
        }).DefaultIfEmpty(1).Max();

    // Attributes are lists, which don't compare by what they hold.
    private static string Show(Span span) => $"{span} {Show(span.Attributes)} {string.Join('|', span.Events.Select(one => one.Name + one.Nanos + Show(one.Attributes)))}";

    private static string Show(LogEntry log) => $"{log} {Show(log.Attributes)}";

    private static string Show(IReadOnlyList<TelemetryAttribute> attributes) => string.Join('|', attributes);
}
