using System.Net;
using System.Text;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Metrics;

public sealed class InstrumentTests
{
    private const string Common =
        """
        "attributes":[{"key":"method","value":{"stringValue":"GET"}}],"startTimeUnixNano":"1800000000000000000","timeUnixNano":"1800000000000000009"
        """;

    // What a case's common and exemplars stand for.
    private const string Exemplars = """
        "exemplars":[{"timeUnixNano":"1800000000000000002","asDouble":0.5,"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",
        "filteredAttributes":[{"key":"user","value":{"intValue":"7"}}]},{"timeUnixNano":"1800000000000000003","asInt":"-3","traceId":"00"}]
        """;

    private static readonly Exemplar[] ReadExemplars =
    [
        new(new DoubleValue(0.5), 1_800_000_000_000_000_002, "5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174", [new("user", new IntValue(7))]),
        new(new IntValue(-3), 1_800_000_000_000_000_003, null, null, []),
    ];

    public static TheoryData<string, string, string> Kinds => new()
    {
        {
            """{"gauge":{"dataPoints":[{<common>,"asDouble":-0.5,<exemplars>},{"asInt":"9007199254740993"},{"flags":1}]}}""",
            "Gauge Unspecified", "NumberPoint -0.5 | NumberPoint 9007199254740993 | NumberPoint missing"
        },
        {
            """{"sum":{"dataPoints":[{<common>,"asInt":"42",<exemplars>}],"aggregationTemporality":2,"isMonotonic":true}}""",
            "Sum Cumulative monotonic", "NumberPoint 42"
        },
        {
            """
            {"histogram":{"dataPoints":[{<common>,"count":"6","sum":1.5,"min":0.1,"max":2,"bucketCounts":["1","2","3"],"explicitBounds":[0,1],
            <exemplars>}],"aggregationTemporality":1}}
            """,
            "Histogram Delta", "HistogramPoint 6 1.5 0.1 2: (-Infinity, 0] 1, (0, 1] 2, (1, Infinity] 3"
        },
        {
            """
            {"exponentialHistogram":{"dataPoints":[{<common>,"count":"10","sum":3,"scale":0,"zeroCount":"1","zeroThreshold":0.25,
            "positive":{"offset":-1,"bucketCounts":["2","0","3"]},"negative":{"offset":1,"bucketCounts":["4"]},<exemplars>}],"aggregationTemporality":2}}
            """,
            "ExponentialHistogram Cumulative", "HistogramPoint 10 3 - -: (-4, -2] 4, (-0.25, 0.25] 1, (0.5, 1] 2, (1, 2] 0, (2, 4] 3"
        },
        {
            """{"summary":{"dataPoints":[{<common>,"count":"3","sum":9,"quantileValues":[{"quantile":0.5,"value":2},{"quantile":1,"value":"Infinity"}]}]}}""",
            "Summary Unspecified", "SummaryPoint 3 9: 0.5 2, 1 Infinity"
        },
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_instrument_of_every_kind_is_read_as_it_was_sent_in_either_encoding(string data, string kind, string points)
    {
        using var dashboard = new DashboardApplication();
        var json = Request(data.Replace("<common>", Common, StringComparison.Ordinal).Replace("<exemplars>", Exemplars, StringComparison.Ordinal));
        foreach (var (body, type) in new[] { (Encoding.UTF8.GetBytes(json), "application/json"), (MetricRequests.OfJson(json), "application/x-protobuf") })
        {
            var version = dashboard.News.Version;
            var (status, answer) = await dashboard.SendAsync("metrics", body, type);
            Assert.Equal((HttpStatusCode.OK, type == "application/json" ? "{}" : ""), (status, Encoding.UTF8.GetString(answer)));
            await dashboard.News.WaitAsync(version, CancellationToken);

            var instrument = Assert.Single(await dashboard.Reader.InstrumentAsync(new("shop", "Shop.Meter", "duration"), CancellationToken));

            Assert.Equal(
                ("duration", "How long.", "s", "shop", "Shop.Meter", "1.2", dashboard.Clock.GetUtcNow()),
                (instrument.Name, instrument.Description, instrument.Unit, instrument.Resource.ServiceName, instrument.Scope.Name, instrument.Scope.Version, instrument.Arrived));
            Assert.Equal(kind, $"{instrument.Kind} {instrument.Temporality}{(instrument.IsMonotonic ? " monotonic" : "")}");
            Assert.Equal(points, string.Join(" | ", instrument.Points.Select(Text)));
            var first = instrument.Points[0];
            Assert.Equal((1_800_000_000_000_000_000, 1_800_000_000_000_000_009), (first.StartNanos, first.Nanos));
            Assert.Equal([new("method", new StringValue("GET"))], first.Attributes);
            AssertEqual(instrument.Kind == InstrumentKind.Summary ? [] : ReadExemplars, first.Exemplars);
        }
    }

    [Fact]
    public async Task Instruments_are_listed_by_service_meter_and_name_with_the_instance_that_exported_last()
    {
        using var dashboard = new DashboardApplication();
        foreach (var (service, instance, name, value) in new[] { ("web", "1", "b", 1), ("web", "1", "a", 2), ("web", "2", "a", 3), ("api", "1", "a", 4) })
        {
            await dashboard.AcceptAsync("metrics", MetricRequests.Gauge(service, instance, name, value));
            dashboard.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await dashboard.StoredAsync(counts => counts.Instruments == 4);

        Assert.Equal(["api a 4 ×1", "web a 3 ×2", "web b 1 ×1"], await ListAsync(dashboard, new()));
        Assert.Equal(["web a 3 ×2", "web b 1 ×1"], await ListAsync(dashboard, new() { Resources = ["web"] }));
        Assert.Equal(["web b 1 ×1"], await ListAsync(dashboard, new() { Text = "B" }));
        Assert.Equal(3, (await ListAsync(dashboard, new() { Text = "test.METER" })).Length);
        Assert.Empty(await ListAsync(dashboard, new() { Run = 2 }));
        var page = await dashboard.Reader.InstrumentsAsync(new() { Limit = 1 }, CancellationToken);
        Assert.Equal((1, 3), (page.Items.Count, page.TotalCount));
        Assert.Equal(["3", "2"], (await dashboard.Reader.InstrumentAsync(new("web", "Test.Meter", "a"), CancellationToken)).Select(one => ((NumberPoint)one.Points[0]).Value.ToString()!));
        Assert.Empty(await dashboard.Reader.InstrumentAsync(new("web", "Test.Meter", "c"), CancellationToken));
    }

    [Fact]
    public async Task Of_an_instrument_with_thousands_of_points_as_many_are_read_as_were_asked_for()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", MetricRequests.Gauge("web", "1", "many", [.. Enumerable.Range(0, 5000).Select(number => (double)number)]));
        await dashboard.StoredAsync(counts => counts.Instruments == 1);

        var summary = Assert.Single((await dashboard.Reader.InstrumentsAsync(new() { Points = 3 }, CancellationToken)).Items);

        Assert.Equal((3, 5000), (summary.Latest.Points.Count, summary.Latest.PointCount));
        Assert.Equal((1000, 5000), await ManyAsync(dashboard));
    }

    private static async Task<(int Points, int Count)> ManyAsync(DashboardApplication dashboard)
    {
        var instrument = Assert.Single(await dashboard.Reader.InstrumentAsync(new("web", "Test.Meter", "many"), CancellationToken));
        return (instrument.Points.Count, instrument.PointCount);
    }

    private static async Task<string[]> ListAsync(DashboardApplication dashboard, InstrumentFilter filter) =>
        [.. (await dashboard.Reader.InstrumentsAsync(filter, CancellationToken)).Items
            .Select(one => $"{one.Key.Service} {one.Key.Name} {((NumberPoint)one.Latest.Points[0]).Value} ×{one.Instances}")];

    private static string Request(string data) =>
        """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
        "scopeMetrics":[{"scope":{"name":"Shop.Meter","version":"1.2"},"metrics":[{"name":"duration","description":"How long.","unit":"s",<data>]}]}]}
        """.Replace("<data>", data.Trim()[1..], StringComparison.Ordinal);

    private static string Text(MetricPoint point) => point switch
    {
        { IsMissing: true } => $"{point.GetType().Name} missing",
        NumberPoint number => $"NumberPoint {number.Value}",
        HistogramPoint histogram => $"HistogramPoint {histogram.Count} {histogram.Sum} {histogram.Min?.ToString() ?? "-"} {histogram.Max?.ToString() ?? "-"}: " +
            string.Join(", ", histogram.Buckets.Select(bucket => $"({bucket.Lower}, {bucket.Upper}] {bucket.Count}")),
        SummaryPoint summary => $"SummaryPoint {summary.Count} {summary.Sum}: {string.Join(", ", summary.Quantiles.Select(one => $"{one.Quantile} {one.Value}"))}",
        _ => throw new InvalidOperationException(),
    };

    private static void AssertEqual(IReadOnlyList<Exemplar> expected, IReadOnlyList<Exemplar> actual)
    {
        Assert.Equal(expected.Select(one => one with { Attributes = [] }), actual.Select(one => one with { Attributes = [] }));
        Assert.Equal(expected.Select(one => one.Attributes), actual.Select(one => one.Attributes));
    }
}
