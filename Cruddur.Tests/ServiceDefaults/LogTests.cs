using System.Text.RegularExpressions;
using Cruddur.ServiceDefaults.Tracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults;

public sealed partial class LogTests
{
    [Fact]
    public async Task Exported_record_carries_the_three_ids_its_values_its_scope_and_its_template()
    {
        var (logs, _, traceId) = await LogsOfAsync("/api/activities/7");
        var log = Assert.Single(logs, log => log.Category == "Shown");
        Assert.Equal((9, "Showing 7", traceId), (log.Severity, log.Body, log.TraceId));
        Assert.Equal(16, log.SpanId.Length);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Uuid"] = "7",
                ["Viewer"] = "worf",
                ["XRayTraceId"] = $"1-{traceId[..8]}-{traceId[8..]}",
                ["{OriginalFormat}"] = "Showing {Uuid}",
                ["RequestPath"] = "/api/activities/7",
            },
            log.Attributes.Where(pair => pair.Key is not ("RequestId" or "ConnectionId")).ToDictionary(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Console_line_carries_the_three_ids()
    {
        var (logs, lines, traceId) = await LogsOfAsync("/api/activities/7");
        var spanId = logs.First(log => log.Category == "Shown").SpanId;
        var line = Assert.Single(lines, line => line.Contains("Showing 7", StringComparison.Ordinal));
        Assert.Equal($"00:00:00.000 INF Showing 7 [Shown] {traceId} {spanId} 1-{traceId[..8]}-{traceId[8..]}", TimeOfDay().Replace(line, "00:00:00.000").TrimEnd());
    }

    [Theory]
    [InlineData("/api/activities/7?secret=1", 9, "GET /api/activities/7 answered 200 in 0.0 ms")]
    [InlineData("/no/such%0Apage", 9, "GET /no/such%0Apage answered 404 in 0.0 ms")]
    [InlineData("/broken", 17, "GET /broken failed with 503 in 0.0 ms: 503")]
    [InlineData("/boom", 17, "GET /boom failed with 500 in 0.0 ms: System.InvalidOperationException")]
    public async Task Request_has_one_summary_line_and_the_framework_adds_none(string path, int severity, string expected)
    {
        var (logs, _, _) = await LogsOfAsync(path);
        var summary = Assert.Single(logs, log => log.Category == typeof(RequestObservation).FullName);
        Assert.Equal((severity, expected), (summary.Severity, Elapsed().Replace(summary.Body, "0.0 ms")));
        Assert.DoesNotContain(logs, log => log.Category.StartsWith("Microsoft.", StringComparison.Ordinal) && log.Severity < 17);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unhandled_exception_is_logged_once(bool withDeveloperPage)
    {
        var (logs, _, _) = await LogsOfAsync("/boom", withDeveloperPage);
        var log = Assert.Single(logs, log => log.Attributes.ContainsKey("exception.stacktrace"));
        Assert.Equal(("boom", 17), (log.Attributes["exception.message"], log.Severity));
    }

    [Fact]
    public async Task Health_checks_write_no_line()
    {
        var (logs, lines, _) = await LogsOfAsync("/health");
        Assert.Empty(logs);
        Assert.DoesNotContain(lines, line => line.Contains("/health", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Levels_come_from_configuration()
    {
        var lines = new ConsoleLines();
        await using (var service = await TestService.StartAsync(
            new() { ["Serilog:MinimumLevel:Default"] = "Debug", ["Serilog:MinimumLevel:Override:Shown"] = "Error" }, MapPages, lines.Of))
        {
            await service.TraceAsync("/api/activities/7");
            await service.TraceAsync("/health");
        }

        Assert.DoesNotContain(lines.All, line => line.Contains("Showing 7", StringComparison.Ordinal));
        Assert.Single(lines.All, line => line.Contains("DBG GET /health answered 200", StringComparison.Ordinal));
    }

    private static async Task<(IReadOnlyList<ReceivedLog> OfRequest, IReadOnlyList<string> Lines, string TraceId)> LogsOfAsync(string path, bool withDeveloperPage = false)
    {
        var lines = new ConsoleLines();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await TestService.StartAsync(
            new() { ["Dashboard:OtlpEndpoint"] = receiver.Url },
            app =>
            {
                if (withDeveloperPage)
                    app.UseDeveloperExceptionPage();
                MapPages(app);
            },
            lines.Of);
        var traceId = await service.TraceAsync(path);
        await service.StopAsync();
        return ([.. receiver.Logs.Where(log => log.TraceId == traceId)], lines.All, traceId);
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/broken", () => TypedResults.StatusCode(503));
        app.MapGet("/boom", string () => throw new InvalidOperationException("boom"));
        app.MapGet("/api/activities/{uuid}", (string uuid, ILoggerFactory loggers) =>
        {
            var logger = loggers.CreateLogger("Shown");
            using (logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["Viewer"] = "worf" }))
                Log.Showing(logger, uuid);
            return uuid;
        });
    }

    [GeneratedRegex(@"\d+\.\d ms", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\.\d{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeOfDay();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Showing {Uuid}")]
        public static partial void Showing(ILogger logger, string uuid);
    }
}
