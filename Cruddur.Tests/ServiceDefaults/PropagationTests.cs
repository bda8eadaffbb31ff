using System.Diagnostics;
using Cruddur.ServiceDefaults.Propagation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class PropagationTests
{
    private const string Trace = "5759e988bd862e3fe1be46a994272793";
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const string W3C = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(W3C, null, W3C)]
    [InlineData(null, Root + ";Parent=53995c3f42cd8ad8;Sampled=1", "00-" + Trace + "-53995c3f42cd8ad8-01")]
    [InlineData(null, Root + ";Parent=53995c3f42cd8ad8;Sampled=0", "00-" + Trace + "-53995c3f42cd8ad8-00")]
    [InlineData(null, Root + ";Parent=53995c3f42cd8ad8;Sampled=?", "00-" + Trace + "-53995c3f42cd8ad8-00")]
    [InlineData(null, Root + ";Parent=53995c3f42cd8ad8", "00-" + Trace + "-53995c3f42cd8ad8-00")]
    [InlineData(null, "Sampled=1; Parent=53995C3F42CD8AD8 ;Root=1-5759E988-BD862E3FE1BE46A994272793", "00-" + Trace + "-53995c3f42cd8ad8-01")]
    [InlineData(null, "Self=1-67891234-12456789abcdef012345678;" + Root + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0", "00-" + Trace + "-53995c3f42cd8ad8-01")]
    [InlineData(null, Root, "00-" + Trace + "-e1be46a994272793-00")]
    [InlineData(null, Root + ";Parent=;Sampled=1", "00-" + Trace + "-e1be46a994272793-01")]
    [InlineData(null, "Root=1-5759e988-bd862e3f0000000000000000", "00-5759e988bd862e3f0000000000000000-0000000000000001-00")]
    [InlineData(W3C, Root + ";Parent=53995c3f42cd8ad8;Sampled=0", W3C)]
    [InlineData("00-malformed", Root + ";Parent=53995c3f42cd8ad8;Sampled=1", "00-" + Trace + "-53995c3f42cd8ad8-01")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", null, null)]
    [InlineData(null, "", null)]
    [InlineData(null, ";;;=;", null)]
    [InlineData(null, "Parent=53995c3f42cd8ad8;Sampled=1", null)]
    [InlineData(null, Root + ";Parent=53995c3f42cd8ad", null)]
    [InlineData(null, Root + ";Parent=0000000000000000", null)]
    [InlineData(null, Root + ";Parent=53995c3f42cd8adg", null)]
    [InlineData(null, "Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root=1-5759e988bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData(null, "Root=1-5759e988-bd862e3fe1be46a99427279\u00e9;Parent=53995c3f42cd8ad8", null)]
    public void Callers_ids_are_read_from_either_header(string? traceparent, string? xray, string? expected)
    {
        var headers = new Dictionary<string, string?>(StringComparer.Ordinal) { ["traceparent"] = traceparent, ["X-Amzn-Trace-Id"] = xray };
        new TracePropagator().ExtractTraceIdAndState(headers, Get, out var id, out var state);
        Assert.Equal((expected, null), (id, state));
    }

    [Fact]
    public void State_and_baggage_come_with_a_traceparent()
    {
        var headers = new Dictionary<string, string?>(StringComparer.Ordinal) { ["traceparent"] = W3C, ["tracestate"] = "ot=th:8", ["baggage"] = "who=worf" };
        var propagator = new TracePropagator();
        propagator.ExtractTraceIdAndState(headers, Get, out var id, out var state);
        Assert.Equal((W3C, "ot=th:8", "who=worf"), (id, state, string.Join(',', propagator.ExtractBaggage(headers, Get)!.Select(pair => $"{pair.Key}={pair.Value}"))));
    }

    [Theory]
    [InlineData("traceparent", W3C, "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")]
    [InlineData("X-Amzn-Trace-Id", Root + ";Parent=53995c3f42cd8ad8;Sampled=1", Trace, "53995c3f42cd8ad8")]
    [InlineData("x-amzn-trace-id", Root, Trace, "e1be46a994272793")]
    public async Task Request_continues_its_callers_trace_and_hands_it_on_in_both_headers(string name, string value, string traceId, string parentId)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(new() { ["Dashboard:OtlpEndpoint"] = receiver.Url }, app =>
        {
            app.MapGet("/inner", (HttpRequest request) => $"{request.Headers.TraceParent} {request.Headers["X-Amzn-Trace-Id"]} {request.Headers.Baggage}");
            app.MapGet("/outer", async (HttpRequest request) =>
            {
                using var client = new HttpClient();
                return await client.GetStringAsync(new Uri($"http://{request.Host}/inner"), request.HttpContext.RequestAborted);
            });
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/outer") { Headers = { { name, value }, { "baggage", "who=worf" } } };
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var sent = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await service.StopAsync();

        var spans = receiver.Spans.Where(span => span.TraceId == traceId && span.Resource["service.name"] == "Cruddur.Tests").ToList();
        var outer = Assert.Single(spans, span => span.Name == "GET /outer" && span.ParentSpanId == parentId);
        var call = Assert.Single(spans, span => span.Source == "System.Net.Http" && span.ParentSpanId == outer.SpanId);
        var inner = Assert.Single(spans, span => span.Name == "GET /inner" && span.ParentSpanId == call.SpanId);
        Assert.NotEqual(outer.SpanId, inner.SpanId);
        Assert.Equal($"00-{traceId}-{call.SpanId}-01 Root=1-{traceId[..8]}-{traceId[8..]};Parent={call.SpanId};Sampled=1 who=worf", sent.Replace(" = ", "=", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_sent_without_a_span()
    {
        var headers = new Dictionary<string, string?>(StringComparer.Ordinal);
        new TracePropagator().Inject(null, headers, (carrier, name, value) => ((Dictionary<string, string?>)carrier!)[name] = value);
        Assert.Empty(headers);
    }

    [Fact]
    public void XRay_id_is_the_trace_id_with_two_hyphens_and_reads_back()
    {
        var traceId = ActivityTraceId.CreateFromString(Trace);
        Assert.Equal("1-5759e988-bd862e3fe1be46a994272793", XRayTraceId.Of(traceId));
        Assert.True(XRayTraceId.TryParse(XRayTraceId.Of(traceId), out var read));
        Assert.Equal(traceId, read);
    }

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = ((Dictionary<string, string?>)carrier!).GetValueOrDefault(name);
        values = null;
    }
}
