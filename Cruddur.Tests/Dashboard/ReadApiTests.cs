using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard;

public sealed class ReadApiTests
{
    private const string Everything = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}],"droppedAttributesCount":1},
        "scopeSpans":[{"scope":{"name":"s","version":"1","attributes":[{"key":"a","value":{"boolValue":true}}]},"spans":[
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","traceState":"ot=th:8","parentSpanId":"eee19b7ec3c1b173","flags":257,
        "name":"it's <all> \"here\" ✓","kind":3,"startTimeUnixNano":"1800000000000000001","endTimeUnixNano":"1800000000000000002","attributes":[
        {"key":"string","value":{"stringValue":"a"}},{"key":"false","value":{"boolValue":false}},{"key":"int","value":{"intValue":"-9007199254740993"}},
        {"key":"double","value":{"doubleValue":0.1}},{"key":"nan","value":{"doubleValue":"NaN"}},{"key":"bytes","value":{"bytesValue":"AQID"}},
        {"key":"array","value":{"arrayValue":{"values":[{"intValue":"0"},{"arrayValue":{}}]}}},
        {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":""}}]}}},{"key":"none","value":{}}],
        "droppedAttributesCount":2,"events":[{"timeUnixNano":"1800000000000000003","name":"e","attributes":[{"key":"k","value":{"intValue":"1"}}],
        "droppedAttributesCount":3}],"droppedEventsCount":4,"links":[{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"eee19b7ec3c1b175",
        "traceState":"a=b","attributes":[{"key":"k","value":{"intValue":"2"}}],"droppedAttributesCount":5,"flags":1}],"droppedLinksCount":6,
        "status":{"message":"m","code":2}}]}]}]}
        """;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_span_is_read_as_it_was_sent_down_to_the_last_field()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.SendAsync("traces", Encoding.UTF8.GetBytes(Everything), "application/json");
        await dashboard.StoredAsync(counts => counts.Spans == 1);
        var expected = $$"""{"data":{{Everything.ReplaceLineEndings("")}},"totalCount":1,"returnedCount":1}""";
        Assert.Equal(expected, (await dashboard.ReadAsync("spans")).Replace("\\u2713", "✓", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_record_is_read_as_it_was_sent()
    {
        const string Log = """{"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1","observedTimeUnixNano":"2","severityNumber":17,"severityText":"Error","body":{"kvlistValue":{"values":[{"key":"a","value":{"intValue":"1"}}]}},"attributes":[{"key":"k","value":{"stringValue":"v"}}],"droppedAttributesCount":1,"flags":1,"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","eventName":"e"}]}]}]}""";
        using var dashboard = new DashboardApplication();
        await dashboard.SendAsync("logs", Encoding.UTF8.GetBytes(Log), "application/json");
        await dashboard.StoredAsync(counts => counts.Logs == 1);
        Assert.Equal($$"""{"data":{{Log}},"totalCount":1,"returnedCount":1}""", await dashboard.ReadAsync("logs"));
    }

    [Fact]
    public async Task Delivery_receipts_are_stored_and_do_not_stand_among_the_logs()
    {
        const string Receipt = """{"resourceLogs":[{"scopeLogs":[{"scope":{"name":"telemetry.delivery"},"logRecords":[{"timeUnixNano":"1","eventName":"telemetry.delivery"}]}]}]}""";
        using var dashboard = new DashboardApplication();
        await dashboard.SendAsync("logs", Encoding.UTF8.GetBytes(Receipt), "application/json");
        await dashboard.StoredAsync(counts => counts.Logs == 1);
        Assert.Equal("""{"data":{"resourceLogs":[]},"totalCount":0,"returnedCount":0}""", await dashboard.ReadAsync("logs"));
    }

    [Fact]
    public async Task An_empty_store_answers_with_empty_lists()
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(
            ["[]", """{"data":{"resourceSpans":[]},"totalCount":0,"returnedCount":0}""", """{"data":{"resourceSpans":[]},"totalCount":0,"returnedCount":0}""",
                """{"data":{"resourceLogs":[]},"totalCount":0,"returnedCount":0}"""],
            [await dashboard.ReadAsync("resources"), await dashboard.ReadAsync("spans"), await dashboard.ReadAsync("traces"), await dashboard.ReadAsync("logs")]);
    }

    [Theory]
    [InlineData("spans", "1 2 3 4", 4)]
    [InlineData("spans?limit=2", "3 4", 4)]
    [InlineData("spans?hasError=true", "2", 1)]
    [InlineData("spans?hasError=false&limit=1", "4", 3)]
    [InlineData("spans?resource=api", "3 4", 2)]
    [InlineData("spans?resource=web&resource=API-instance-1", "1 2 3 4", 4)]
    [InlineData("spans?traceId=00000000000000000000000000000003", "3", 1)]
    [InlineData("spans?traceId=nonsense", "", 0)]
    [InlineData("spans?search=PAY", "2", 1)]
    [InlineData("spans?search=blue", "4", 1)]
    [InlineData("spans?search=0000000000000003", "3", 1)]
    [InlineData("spans?search=absent", "", 0)]
    [InlineData("spans?search=service%3Dapi", "3 4", 2)]
    [InlineData("spans?search=service%3Dapi%20colour%3Dblue", "4", 1)]
    [InlineData("spans?search=colour%3A*%20OR%20status%3Derror", "2 4", 2)]
    [InlineData("spans?search=status!%3Derror%20-colour%3A*", "1 3", 2)]
    [InlineData("spans?search=duration%3E5ms%20OR%20kind%3Dserver%20time%3E2027-01-15T08%3A00%3A03Z", "2 4", 2)]
    [InlineData("spans?search=time%3C%3D-0s&limit=1", "", 0)]
    [InlineData("spans?search=name%3D\"GET%20*\"&hasError=false", "1 3 4", 3)]
    [InlineData("spans?search=trace%3D1-00000000-000000000000000000000003", "3", 1)]
    [InlineData("spans?search=-parent%3A*&resource=web", "1 2", 2)]
    [InlineData("traces", "1 2 3 4", 4)]
    [InlineData("traces?limit=1", "4", 4)]
    [InlineData("traces?hasError=true", "2", 1)]
    [InlineData("traces?resource=web", "1 2", 2)]
    [InlineData("traces?search=blue", "4", 1)]
    [InlineData("traces?search=service%3Dweb%20-status%3Derror", "1", 1)]
    [InlineData("traces?order=oldest&limit=1", "1", 4)]
    [InlineData("traces?order=Newest&limit=1", "4", 4)]
    [InlineData("traces?order=longest&limit=1", "2", 4)]
    [InlineData("traces?order=shortest&limit=1&resource=api", "3", 2)]
    [InlineData("traces/00000000000000000000000000000001", "1", 1)]
    [InlineData("traces/1-00000000-000000000000000000000001", "1", 1)]
    public async Task Spans_are_found_by_what_is_asked_for(string query, string found, int total)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("web", TestSpan.Root(1), TestSpan.Root(2, "payment") with { Failed = true, DurationNanos = 5_000_001 }));
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("api", TestSpan.Root(3) with { DurationNanos = 1 }, TestSpan.Root(4) with { Attributes = [("colour", "Blue")] }));
        await dashboard.StoredAsync(counts => counts.Spans == 4);
        var answer = JsonNode.Parse(await dashboard.ReadAsync(query))!;
        var ids = answer["data"]!["resourceSpans"]!.AsArray()
            .SelectMany(resource => resource!["scopeSpans"]!.AsArray()).SelectMany(scope => scope!["spans"]!.AsArray())
            .Select(span => span!["spanId"]!.GetValue<string>().TrimStart('0'));
        Assert.Equal((found, total), (string.Join(' ', ids), (int)answer["totalCount"]!));
    }

    [Theory]
    [InlineData("logs", "a b c d", 4)]
    [InlineData("logs?severity=warning", "c d", 2)]
    [InlineData("logs?severity=Critical", "", 0)]
    [InlineData("logs?severity=trace", "a b c d", 4)]
    [InlineData("logs?traceId=00000000000000000000000000000001", "b", 1)]
    [InlineData("logs?limit=1", "d", 4)]
    [InlineData("logs?search=C", "a b c d", 4)]
    [InlineData("logs?resource=shop&search=category", "a b c d", 4)]
    [InlineData("logs?search=level%3E%3Dwarning", "c d", 2)]
    [InlineData("logs?search=level%3Dwarning%20OR%20level%3D0", "a c", 2)]
    [InlineData("logs?search=message%3Db%20trace%3A*", "b", 1)]
    public async Task Log_records_are_found_by_what_is_asked_for(string query, string found, int total)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop",
            new TestLog("d") { Nanos = 4, Severity = 17 }, new TestLog("a") { Nanos = 1, Severity = 0 },
            new TestLog("b") { Nanos = 2, TraceId = 1.ToString("x32", System.Globalization.CultureInfo.InvariantCulture) }, new TestLog("c") { Nanos = 3, Severity = 13 }));
        await dashboard.StoredAsync(counts => counts.Logs == 4);
        var answer = JsonNode.Parse(await dashboard.ReadAsync(query))!;
        var bodies = answer["data"]!["resourceLogs"]!.AsArray()
            .SelectMany(resource => resource!["scopeLogs"]!.AsArray()).SelectMany(scope => scope!["logRecords"]!.AsArray())
            .Select(log => log!["body"]!["stringValue"]!.GetValue<string>());
        Assert.Equal((found, total), (string.Join(' ', bodies), (int)answer["totalCount"]!));
    }

    [Theory]
    [InlineData("spans?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("spans?limit=x", HttpStatusCode.BadRequest)]
    [InlineData("spans?hasError=maybe", HttpStatusCode.BadRequest)]
    [InlineData("logs?severity=loud", HttpStatusCode.BadRequest)]
    [InlineData("logs?severity=42", HttpStatusCode.BadRequest)]
    [InlineData("logs?severity=3", HttpStatusCode.BadRequest)]
    [InlineData("logs?severity=None", HttpStatusCode.BadRequest)]
    [InlineData("traces?order=random", HttpStatusCode.BadRequest)]
    [InlineData("spans?search=duration%3E1", HttpStatusCode.BadRequest)]
    [InlineData("spans?search=(&follow=true", HttpStatusCode.BadRequest)]
    [InlineData("logs?search=(", HttpStatusCode.BadRequest)]
    [InlineData("traces?search=(", HttpStatusCode.BadRequest)]
    [InlineData("logs?resource=nobody", HttpStatusCode.NotFound)]
    [InlineData("traces/5b8efff798038103d269b633813fc60c", HttpStatusCode.NotFound)]
    [InlineData("nothing", HttpStatusCode.NotFound)]
    public async Task What_cant_be_answered_is_a_problem_with_its_status(string query, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal((int)status, (int)JsonNode.Parse(await dashboard.ReadAsync(query, status))!["status"]!);
    }

    [Theory]
    [InlineData("metrics", "orders stock", 2)]
    [InlineData("metrics?limit=1", "orders", 2)]
    [InlineData("metrics?resource=shop", "stock", 1)]
    public async Task Metrics_are_read_as_they_were_exported_last(string query, string found, int total)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("metrics", OtlpRequests.Gauge("web", "orders", 1));
        await dashboard.AcceptAsync("metrics", OtlpRequests.Gauge("shop", "stock", 2));
        await dashboard.AcceptAsync("metrics", OtlpRequests.Gauge("web", "orders", 3));
        await dashboard.StoredAsync(counts => counts.Instruments == 2);
        var answer = JsonNode.Parse(await dashboard.ReadAsync(query))!;
        var metrics = answer["data"]!["resourceMetrics"]!.AsArray()
            .SelectMany(resource => resource!["scopeMetrics"]!.AsArray()).SelectMany(scope => scope!["metrics"]!.AsArray());
        Assert.Equal((found, total), (string.Join(' ', metrics.Select(metric => (string)metric!["name"]!)), (int)answer["totalCount"]!));
        Assert.All(metrics, metric => Assert.NotEqual(1, (double)metric!["gauge"]!["dataPoints"]![0]!["asDouble"]!));
    }

    [Fact]
    public async Task A_search_that_cant_be_read_is_answered_with_its_place_and_what_to_do()
    {
        using var dashboard = new DashboardApplication();
        var problem = JsonNode.Parse(await dashboard.ReadAsync("spans?search=service%3Dweb%20duration%3E1", HttpStatusCode.BadRequest))!;
        Assert.Equal(
            ("The search can't be read", "A duration is a number with ns, us, ms, s, m, h or d; write it so.", "search", 21),
            ((string)problem["title"]!, (string)problem["detail"]!, (string)problem["parameter"]!, (int)problem["at"]!));
    }

    [Fact]
    public async Task A_follower_gets_what_is_stored_and_then_what_arrives_a_line_each()
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("web", TestSpan.Root(1), TestSpan.Root(2, "other"), TestSpan.Root(5) with { Failed = true }));
        await dashboard.StoredAsync(counts => counts.Spans == 3);
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        await using var stream = await client.GetStreamAsync(new Uri("/api/telemetry/spans?follow=true&search=get%20-status%3Derror&resource=web&resource=later", UriKind.Relative), CancellationToken);
        using var lines = new StreamReader(stream);
        var first = await lines.ReadLineAsync(CancellationToken);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("later", TestSpan.Root(3, "none"), TestSpan.Root(4)));
        var second = await lines.ReadLineAsync(CancellationToken);
        Assert.Equal([Line("web", 1), Line("later", 4)], [first!, second!]);
    }

    private static string Line(string service, int number) =>
        $$$$"""{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"{{{{service}}}}"}},{"key":"service.instance.id","value":{"stringValue":"instance-1"}}]},"scopeSpans":[{"scope":{"name":"Test.Source"},"spans":[{"traceId":"{{{{number:x32}}}}","spanId":"{{{{number:x16}}}}","name":"GET /","kind":2,"startTimeUnixNano":"{{{{1_800_000_000_000_000_000 + (number * 1_000_000_000L)}}}}","endTimeUnixNano":"{{{{1_800_000_000_005_000_000 + (number * 1_000_000_000L)}}}}"}]}]}]}""";
}
