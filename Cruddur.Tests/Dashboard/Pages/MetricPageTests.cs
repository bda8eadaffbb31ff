using System.Net;
using System.Text.RegularExpressions;
using Cruddur.Tests.Dashboard.Metrics;
using static Cruddur.Tests.Dashboard.Pages.PageReader;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class MetricPageTests
{
    /// <summary>A histogram with an exemplar.</summary>
    public const string Histogram = $$$"""
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeMetrics":[{"scope":{"name":"Hosting"},"metrics":[
        {"name":"request.duration","unit":"s","histogram":{"aggregationTemporality":2,"dataPoints":[{"attributes":[{"key":"route","value":{"stringValue":"/a"}}],
        "count":"4","sum":1,"max":0.9,"bucketCounts":["2","2","0"],"explicitBounds":[0.5,1],
        "exemplars":[{"timeUnixNano":"1800000000000000000","asDouble":0.75,"traceId":"{{{PageData.Post}}}","spanId":"0000000000000002"}]}]}}]}]}]}
        """;

    [Theory]
    [InlineData("", new[] { "api", "web" }, new[] { "depth", "depth", "heat" })]
    [InlineData("?service=api", new[] { "api" }, new[] { "depth" })]
    [InlineData("?q=HEA", new[] { "web" }, new[] { "heat" })]
    [InlineData("?q=test.meter&service=web", new[] { "web" }, new[] { "depth", "heat" })]
    [InlineData("?q=nothing", new string[0], new string[0])]
    public async Task Instruments_are_filtered_by_what_the_address_says(string query, string[] services, string[] names)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", MetricRequests.Gauge("web", "1", "heat", 20));
        await dashboard.AcceptAsync("metrics", MetricRequests.Gauge("web", "1", "depth", 1));
        await dashboard.AcceptAsync("metrics", MetricRequests.Gauge("api", "1", "depth", 2));
        await dashboard.StoredAsync(counts => counts.Instruments == 3);

        var page = await dashboard.PageAsync("/metrics" + query);

        Assert.Equal(services, Texts(page, "name"));
        Assert.Equal(names, InstrumentNames(page));
    }

    [Fact]
    public async Task A_histogram_is_drawn_with_its_quantiles_and_its_exemplars_lead_to_their_spans()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", MetricRequests.OfJson(Histogram));
        await dashboard.StoredAsync(counts => counts.Instruments == 1);

        var page = await dashboard.PageAsync("/metrics?of=web&meter=Hosting&instrument=request.duration");

        Assert.Equal(["≤ 500 ms: 2", "500 ms – 1 s: 2", "> 1 s: 0"], Elements(page, "title")[^3..]);
        Assert.Equal(["500 ms", "1 s", "p50 ≈ 500 ms", "p90 ≈ 820 ms", "p95 ≈ 860 ms", "p99 ≈ 892 ms"], Elements(page, "text"));
        Assert.Contains($"href=\"traces/{PageData.Post}?span=0000000000000002#span\"", page, StringComparison.Ordinal);
        Assert.Equal(["4 · mean 250 ms · p95 ≈ 860 ms"], Texts(page, "value num"));
    }

    [Fact]
    public async Task An_instrument_that_is_not_there_is_said_so_beside_those_that_are()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", MetricRequests.Gauge("web", "1", "heat", 20));
        await dashboard.StoredAsync(counts => counts.Instruments == 1);

        var page = await dashboard.PageAsync("/metrics?of=web&instrument=cold");

        Assert.Equal(["heat"], InstrumentNames(page));
        Assert.Contains("This instrument isn't here.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_units_and_attributes_are_never_taken_for_markup()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", MetricRequests.AllOf(PageData.Markup));
        await dashboard.StoredAsync(counts => counts.Instruments == 1);
        var name = Uri.EscapeDataString(PageData.Markup);

        var page = await dashboard.PageAsync($"/metrics?of={name}&meter={name}&instrument={name}");

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    private static string[] InstrumentNames(string page) =>
        [.. Elements(page, "a href=\"metrics\\?[^\"]*#instrument\"", "a")];

    private static string[] Elements(string page, string start, string? name = null) =>
    [
        .. Regex.Matches(page, $"<{start}(?: [^>]*)?>([^<]*)</{name ?? start}>", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
    ];
}
