using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class ServerSpanTests
{
    [Theory]
    [InlineData("/api/activities/7", """
        GET /api/activities/{uuid} 0
        http.route=/api/activities/{uuid}
        http.response.status_code=200
        """)]
    [InlineData("/no/such/page", """
        GET 0
        http.response.status_code=404
        """)]
    [InlineData("/broken", """
        GET /broken 2
        http.route=/broken
        http.response.status_code=500
        error.type=500
        """)]
    [InlineData("/boom", """
        GET /boom 2
        http.route=/boom
        http.response.status_code=500
        error.type=System.InvalidOperationException
        exception System.InvalidOperationException
        """)]
    [InlineData("/refused", """
        GET /refused 0
        http.route=/refused
        http.response.status_code=413
        exception Microsoft.AspNetCore.Http.BadHttpRequestException
        """)]
    public async Task Server_span_says_route_status_and_error(string path, string expected) =>
        Assert.Equal(Lines(expected), Shown(await SpanOfAsync(path, MapPages)));

    [Theory]
    [InlineData("/boom", """
        GET /boom 2
        http.route=/boom
        http.response.status_code=500
        error.type=System.InvalidOperationException
        exception System.InvalidOperationException
        """)]
    [InlineData("/no/such/page", """
        GET 0
        http.response.status_code=404
        """)]
    [InlineData("/missing/7", """
        GET /missing/{id} 0
        http.route=/missing/{id}
        http.response.status_code=404
        """)]
    public async Task Error_pages_leave_the_span_to_the_request_that_failed(string path, string expected) =>
        Assert.Equal(Lines(expected), Shown(await SpanOfAsync(path, app =>
        {
            app.UseExceptionHandler("/problem/500");
            app.UseStatusCodePagesWithReExecute("/problem/{0}");
            app.UseRouting();
            MapPages(app);
            app.MapGet("/missing/{id}", (string id) => TypedResults.StatusCode(id.Length > 0 ? 404 : 500));
            app.MapGet("/problem/{code:int}", (int code) => code.ToString(CultureInfo.InvariantCulture));
        })));

    [Fact]
    public async Task Developer_exception_page_leaves_the_span_to_the_request_that_failed() =>
        Assert.Equal(
            Lines("""
                GET /boom 2
                http.route=/boom
                http.response.status_code=500
                error.type=System.InvalidOperationException
                exception System.InvalidOperationException
                """),
            Shown(await SpanOfAsync("/boom", app =>
            {
                app.UseDeveloperExceptionPage();
                MapPages(app);
            })));

    [Fact]
    public async Task Handler_that_is_no_endpoint_leaves_the_span_its_route() =>
        Assert.Equal(
            Lines("""
                GET /boom 2
                http.route=/boom
                http.response.status_code=500
                error.type=System.InvalidOperationException
                exception System.InvalidOperationException
                """),
            Shown(await SpanOfAsync("/boom", app =>
            {
                app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = http => http.Response.WriteAsync("sorry") });
                app.UseRouting();
                MapPages(app);
            })));

    [Fact]
    public async Task Server_span_has_what_the_framework_knows_and_no_address_of_the_caller()
    {
        var span = await SpanOfAsync("/api/activities/7?secret=1", MapPages);
        Assert.Equal(
            ["http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "server.address", "server.port", "url.path", "url.scheme"],
            span.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Microsoft.AspNetCore", span.Source);
    }

    [Fact]
    public async Task Address_of_the_caller_is_an_option()
    {
        var span = await SpanOfAsync("/api/activities/7", MapPages, new() { ["Telemetry:RecordClientAddress"] = "true" });
        Assert.Equal("127.0.0.1", span.Attributes["client.address"]);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/app.abc123.css")]
    public async Task Requests_that_are_nobodys_make_no_span(string path)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string nobodys, somebodys;
        await using (var service = await TestService.StartAsync(new() { ["Dashboard:OtlpEndpoint"] = receiver.Url }))
        {
            nobodys = await service.TraceAsync(path);
            somebodys = await service.TraceAsync("/healthy");
            await service.StopAsync();
        }

        Assert.Equal([somebodys], receiver.Spans.Select(span => span.TraceId).Where(id => id == nobodys || id == somebodys));
    }

    private static async Task<ReceivedSpan> SpanOfAsync(string path, Action<WebApplication> configure, Dictionary<string, string?>? settings = null)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(new(settings ?? []) { ["Dashboard:OtlpEndpoint"] = receiver.Url }, configure);
        var traceId = await service.TraceAsync(path);
        await service.StopAsync();
        return Assert.Single(receiver.Spans, span => span.TraceId == traceId);
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("api/activities/{uuid}", (string uuid) => uuid);
        app.MapGet("/broken", () => TypedResults.StatusCode(500));
        app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
        app.MapGet("/refused", string () => throw new BadHttpRequestException("too large", 413));
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string Shown(ReceivedSpan span) => string.Join('\n', new[]
    {
        $"{span.Name} {span.Status}",
        span.Shown("http.route", "http.response.status_code", "error.type"),
    }.Concat(span.Events));
}
