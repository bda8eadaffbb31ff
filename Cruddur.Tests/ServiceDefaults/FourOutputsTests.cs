using System.Text.Json;
using Cruddur.Tests.ServiceDefaults.CloudWatchLogs;
using Cruddur.Tests.ServiceDefaults.Rollbar;
using Cruddur.Tests.ServiceDefaults.XRay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>One failing request, and what of it leaves the process for each of the four backends.</summary>
public sealed partial class FourOutputsTests
{
    private const string Canary = "hunter2-canary";

    [Fact]
    public async Task One_failing_request_is_found_under_one_id_in_all_four()
    {
        var outputs = await FailAsync();
        var (traceId, xrayId) = (outputs.TraceId, $"1-{outputs.TraceId[..8]}-{outputs.TraceId[8..]}");

        var span = Assert.Single(outputs.Honeycomb.Spans, span => span.TraceId == traceId && span.Name == "GET /boom");
        var segment = Assert.Single(outputs.Segments);
        var line = Assert.Single(outputs.Lines, line => line.TryGetProperty("exception", out _));
        var item = Assert.Single(outputs.Items, item => Text(item, "trace_id") == traceId);
        var uuid = Text(item, "uuid");

        Assert.Equal(
            $"""
            OTLP        {traceId}  {span.SpanId}  error System.InvalidOperationException  exception, rollbar.occurrence {uuid}
            X-Ray       {xrayId}  {span.SpanId}  fault System.InvalidOperationException: boom, password=***, in Boom at {nameof(FourOutputsTests)}.cs; logs in cruddur
            CloudWatch  {traceId}  {span.SpanId}  {xrayId}  Error System.InvalidOperationException: boom, password=***
            Rollbar     {traceId}  {span.SpanId}  {xrayId}  System.InvalidOperationException: boom, password=***, in Boom at {nameof(FourOutputsTests)}.cs
            """,
            $"""
            OTLP        {span.TraceId}  {span.SpanId}  error {span.Attributes["error.type"]}  {string.Join(", ", outputs.EventsOf(span.SpanId))}
            X-Ray       {Text(segment, "trace_id")}  {Text(segment, "id")}  {CauseOf(segment)}; logs in {Text(segment.GetProperty("aws").GetProperty("cloudwatch_logs")[0], "log_group")}
            CloudWatch  {Text(line, "trace_id")}  {Text(line, "span_id")}  {Text(line, "xray_trace_id")}  {Text(line, "level")} {Text(line.GetProperty("exception"), "type")}: {Text(line.GetProperty("exception"), "message")}
            Rollbar     {Text(item, "trace_id")}  {Text(item, "span_id")}  {Text(item.GetProperty("custom"), "xray_trace_id")}  {TraceOf(item)}
            """);
    }

    [Fact]
    public async Task Secrets_leave_in_none_of_the_four()
    {
        var outputs = await FailAsync();
        Assert.All(outputs.All, output => Assert.DoesNotContain(Canary, output, StringComparison.OrdinalIgnoreCase));
        // What stands beside the secrets is there: they were not lost together with it.
        Assert.All(outputs.All, output => Assert.Contains("beside", output, StringComparison.Ordinal));
    }

    private static async Task<Outputs> FailAsync()
    {
        await using var honeycomb = await OtlpReceiver.StartAsync();
        using var daemon = new DaemonPeer();
        await using var cloudWatch = await CloudWatchPeer.StartAsync();
        await using var rollbar = await RollbarPeer.StartAsync();
        await using var service = await TestService.StartAsync(
            new()
            {
                ["HONEYCOMB_API_KEY"] = "key",
                ["HONEYCOMB_ENDPOINT"] = honeycomb.Url,
                ["AWS_XRAY_DAEMON_ADDRESS"] = $"127.0.0.1:{daemon.Port}",
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = cloudWatch.Url,
                ["CloudWatchLogs:LogGroup"] = "cruddur",
                ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken,
                ["ROLLBAR_ENDPOINT"] = rollbar.Url + "/api/1/item/",
            },
            app => app.MapGet("/boom", (ILogger<FourOutputsTests> logger) => Boom(logger)));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/boom?access_token={Canary}&beside=1");
        var traceId = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();
        request.Headers.Add("traceparent", $"00-{traceId}-00f067aa0ba902b7-01");
        request.Headers.Add("Authorization", $"Bearer {Canary}");
        request.Headers.Add("Cookie", $"session={Canary}");
        request.Headers.Add("X-Api-Key", Canary);
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var segment = await SegmentAsync(daemon, traceId);
        await service.StopAsync();
        return new Outputs(
            traceId,
            honeycomb,
            [segment],
            [.. cloudWatch.Store.Messages.Select(message => JsonElement.Parse(message)).Where(line => line.TryGetProperty("trace_id", out var id) && id.GetString() == traceId)],
            rollbar.Items);
    }

    // The backends run in this process too, and have segments of their own.
    private static async Task<JsonElement> SegmentAsync(DaemonPeer daemon, string traceId)
    {
        while (true)
        {
            var segment = JsonElement.Parse((await daemon.ReceiveAsync(1))[0]);
            if (Text(segment, "trace_id") == $"1-{traceId[..8]}-{traceId[8..]}")
                return segment;
        }
    }

    private static string Boom(ILogger logger)
    {
        var span = System.Diagnostics.Activity.Current!;
        span.SetTag("db.password", Canary).SetTag("beside", "beside");
        span.AddEvent(new System.Diagnostics.ActivityEvent("e", tags: new() { ["client_secret"] = Canary, ["text"] = $"Server=db;Password={Canary};beside" }));
        using (logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["ApiKey"] = Canary, ["Beside"] = "beside" }))
            Log.SigningIn(logger, Canary, $"https://user:{Canary}@host/");
        throw new InvalidOperationException($"boom, password={Canary}", new TimeoutException($"beside Authorization: Bearer {Canary}"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static string CauseOf(JsonElement segment)
    {
        var exception = segment.GetProperty("cause").GetProperty("exceptions")[0];
        var frame = exception.GetProperty("stack")[0];
        return $"{(segment.GetProperty("fault").GetBoolean() ? "fault" : "")} {Text(exception, "type")}: {Text(exception, "message")}, " +
            $"in {Text(frame, "label").Split('(')[0].Split('.')[^1]} at {Path.GetFileName(Text(frame, "path"))}";
    }

    // Rollbar wants the frame that threw last.
    private static string TraceOf(JsonElement item)
    {
        var trace = item.GetProperty("body").GetProperty("trace_chain")[0];
        var frame = trace.GetProperty("frames")[trace.GetProperty("frames").GetArrayLength() - 1];
        var exception = trace.GetProperty("exception");
        return $"{Text(exception, "class")}: {Text(exception, "message")}, in {Text(frame, "method").Split('(')[0].Split('.')[^1]} at {Path.GetFileName(Text(frame, "filename"))}";
    }

    private sealed record Outputs(string TraceId, OtlpReceiver Honeycomb, IReadOnlyList<JsonElement> Segments, IReadOnlyList<JsonElement> Lines, IReadOnlyList<JsonElement> Items)
    {
        /// <summary>Everything that left, one text a backend.</summary>
        public IReadOnlyList<string> All =>
        [
            string.Concat(Honeycomb.Exports.Select(export => export.Document.GetRawText())),
            string.Concat(Segments.Select(segment => segment.GetRawText())),
            string.Concat(Lines.Select(line => line.GetRawText())),
            string.Concat(Items.Select(item => item.GetRawText())),
        ];

        public IEnumerable<string> EventsOf(string spanId) =>
            from export in Honeycomb.Exports
            from resource in OtlpText.Items(export.Document, "resourceSpans")
            from scope in OtlpText.Items(resource, "scopeSpans")
            from span in OtlpText.Items(scope, "spans")
            where OtlpText.Of(span, "spanId") == spanId
            from occurred in OtlpText.Items(span, "events")
            where OtlpText.Of(occurred, "name") != "e"
            orderby OtlpText.Of(occurred, "name")
            select $"{OtlpText.Of(occurred, "name")} {OtlpText.Attributes(occurred).GetValueOrDefault("rollbar.occurrence.uuid")}".TrimEnd();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Signing in with {Password} at {Url}, and this stands beside")]
        public static partial void SigningIn(ILogger logger, string password, string url);
    }
}
