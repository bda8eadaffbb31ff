using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cruddur.Dashboard.Listeners;
using Cruddur.Tests.Dashboard.Pages;

namespace Cruddur.Tests.Dashboard.ReadApi;

public sealed class ExchangeTests
{
    private const string Good = """{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"a","startTimeUnixNano":"1800000000000000000","endTimeUnixNano":"1800000000000000001"}]}]}]}""";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_exported_and_imported_into_an_empty_dashboard_is_the_same()
    {
        using var first = new DashboardApplication();
        await first.SendAllAsync();
        await first.AcceptAsync("metrics", OtlpRequests.Gauge("shop", "stock", 3));
        await first.StoredAsync(counts => counts.Instruments == 1);
        var exported = await first.ReadAsync("export");

        using var second = new DashboardApplication();
        var (status, answer) = await ImportAsync(second, Encoding.UTF8.GetBytes(exported));
        await second.StoredAsync(counts => counts is { Spans: 10, Logs: 7, Instruments: 1 });

        Assert.Equal(
            (HttpStatusCode.OK, """{"lines":3,"spans":10,"logs":7,"metrics":1,"refusedLines":0,"refusedRecords":0,"problems":[]}"""), (status, answer));
        Assert.Equal(exported, await second.ReadAsync("export"));
        foreach (var path in (string[])["spans", "logs", "traces", $"traces/{PageData.Post}", "resources"])
            Assert.Equal(await first.ReadAsync(path), await second.ReadAsync(path));
    }

    [Fact]
    public async Task More_than_a_page_is_exported_whole_and_in_order()
    {
        using var dashboard = new DashboardApplication();
        for (var batch = 0; batch < 3; batch++)
            await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", Enumerable.Range((batch * 500) + 1, 500).Select(number => TestSpan.Root(number))));
        await dashboard.StoredAsync(counts => counts.Spans == 1_500);
        Assert.Equal(Enumerable.Range(1, 1_500).Select(number => $"{number:x16}"), SpanIds(await dashboard.ReadAsync("export")));
        Assert.Equal(Enumerable.Range(751, 750).Select(number => $"{number:x16}"), SpanIds(await dashboard.ReadAsync("export?search=time%3E2027-01-15T08%3A12%3A30Z")));
    }

    [Fact]
    public async Task A_run_and_a_search_are_exported_by_themselves()
    {
        using var folder = new TemporaryFolder();
        using (var before = new DashboardApplication(folder: folder))
        {
            await before.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(1), TestSpan.Root(2, "pay")));
            await before.AcceptAsync("metrics", OtlpRequests.Gauge("shop", "stock", 3));
        }

        using var dashboard = new DashboardApplication(folder: folder);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(3)));
        await dashboard.AcceptAsync("logs", OtlpRequests.Logs("shop", new TestLog("paid"), new TestLog("other")));
        await dashboard.StoredAsync(counts => counts is { Spans: 3, Logs: 2 });
        (string, string)[] queries = [("", "1 2 3"), ("?run=1", "1 2"), ("?run=2", "3"), ("?run=9", ""), ("?search=name%3Dpay", "2"), ("?run=2&search=pa", "")];
        foreach (var (query, ids) in queries)
            Assert.Equal(ids, string.Join(' ', SpanIds(await dashboard.ReadAsync($"export{query}")).Select(id => id.TrimStart('0'))));
        Assert.Equal(
            ["resourceSpans", "resourceMetrics", "resourceLogs"],
            [Kinds(await dashboard.ReadAsync("export?run=1"))[0], Kinds(await dashboard.ReadAsync("export?run=1"))[1], .. Kinds(await dashboard.ReadAsync("export?run=2&search=pa"))]);
        Assert.Equal(400, (int)JsonNode.Parse(await dashboard.ReadAsync("export?search=(", HttpStatusCode.BadRequest))!["status"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task Lines_that_cant_be_read_are_refused_by_their_number_and_their_neighbours_are_kept(string encoding)
    {
        using var dashboard = new DashboardApplication();
        var lines = string.Join('\n',
            "not json", Good, "", "{}", """{"resourceSpans":7}""",
            Good.Replace("eee19b7ec3c1b174", "0000000000000000", StringComparison.Ordinal) + "\r", "[" + Good + "]", Good[..^3]);
        var body = Encoding.UTF8.GetBytes(lines);
        var (status, answer) = await ImportAsync(dashboard, encoding == "gzip" ? Gzip(body) : body, encoding);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
        var read = JsonNode.Parse(answer)!;
        Assert.Equal(
            (HttpStatusCode.OK, 2, 1, 5, 1, "1 4 5 6 7 8"),
            (status, (int)read["lines"]!, (int)read["spans"]!, (int)read["refusedLines"]!, (int)read["refusedRecords"]!,
                string.Join(' ', read["problems"]!.AsArray().Select(problem => (int)problem!["line"]!))));
        Assert.All(read["problems"]!.AsArray(), problem => Assert.NotEmpty((string)problem!["message"]!));
    }

    [Fact]
    public async Task An_import_that_is_faster_than_the_store_waits_for_it()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxQueuedBytes"] = "65536" });
        var lines = string.Join('\n', Enumerable.Range(1, 3_000).Select(number => Good
            .Replace("5b8efff798038103d269b633813fc60c", $"{number:x32}", StringComparison.Ordinal)
            .Replace("\"a\"", $"\"{new string('a', 200)}\"", StringComparison.Ordinal)));
        var (status, _) = await ImportAsync(dashboard, Encoding.UTF8.GetBytes(lines));
        Assert.Equal(HttpStatusCode.OK, status);
        await dashboard.StoredAsync(counts => counts.Spans == 3_000);
    }

    [Fact]
    public async Task What_is_too_large_or_no_telemetry_is_refused()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:MaxRequestBytes"] = "1024", ["Dashboard:MaxImportBytes"] = "4096" });
        var good = Encoding.UTF8.GetBytes(Good);
        var long1 = Encoding.UTF8.GetBytes(Good + "\n{\"x\":\"" + new string('x', 2_000) + "\"}\n" + Good);
        var zeros = Gzip(new byte[100_000]);
        (HttpStatusCode, string)[] answers =
        [
            await OutcomeAsync(good, "br"), await OutcomeAsync(good, "gzip"), await OutcomeAsync("nothing"u8.ToArray(), ""),
            await OutcomeAsync(zeros, "gzip"), await OutcomeAsync(long1, ""), await OutcomeAsync([], ""),
        ];
        Assert.Equal(
            [
                (HttpStatusCode.UnsupportedMediaType, "Content-Encoding br isn't known; send gzip or none."),
                (HttpStatusCode.BadRequest, "The body isn't gzip, as Content-Encoding says:"),
                (HttpStatusCode.BadRequest, "No line could be read."),
                (HttpStatusCode.RequestEntityTooLarge, "There are more than 4096 bytes, unpacked (Dashboard:MaxImportBytes)."),
                (HttpStatusCode.OK, "2 taken, 1 refused"),
                (HttpStatusCode.OK, "0 taken, 0 refused"),
            ],
            answers);

        async Task<(HttpStatusCode, string)> OutcomeAsync(byte[] body, string encoding)
        {
            var (status, text) = await ImportAsync(dashboard, body, encoding);
            var read = JsonNode.Parse(text)!;
            var detail = (string?)read["detail"] ?? $"{read["lines"]} taken, {read["refusedLines"]} refused";
            return (status, detail.Contains("says:", StringComparison.Ordinal) ? detail[..(detail.IndexOf("says:", StringComparison.Ordinal) + 5)] : detail);
        }
    }

    [Theory]
    [InlineData("http://localhost:3000", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("self", HttpStatusCode.OK)]
    public async Task A_web_page_of_another_origin_may_not_import(string origin, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        var self = client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal(status, (await ImportAsync(dashboard, Encoding.UTF8.GetBytes(Good), origin: origin == "self" ? self : origin)).Status);
    }

    [Fact]
    public async Task A_stranger_gets_nothing_and_brings_nothing()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);
        using var read = await client.GetAsync(new Uri("/api/telemetry/export", UriKind.Relative), CancellationToken);
        using var written = await client.PostAsync(new Uri("/api/telemetry/import", UriKind.Relative), new StringContent(Good), CancellationToken);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (read.StatusCode, written.StatusCode));
    }

    private static async Task<(HttpStatusCode Status, string Text)> ImportAsync(DashboardApplication dashboard, byte[] body, string encoding = "", string? origin = null)
    {
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/telemetry/import") { Content = new ByteArrayContent(body) };
        if (encoding.Length > 0)
            request.Content.Headers.ContentEncoding.Add(encoding);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request, CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static IEnumerable<string> SpanIds(string lines) => Documents(lines)
        .Where(document => document.ContainsKey("resourceSpans"))
        .SelectMany(document => document["resourceSpans"]!.AsArray())
        .SelectMany(resource => resource!["scopeSpans"]!.AsArray()).SelectMany(scope => scope!["spans"]!.AsArray())
        .Select(span => (string)span!["spanId"]!);

    private static List<string> Kinds(string lines) => [.. Documents(lines).Select(document => document.Single().Key)];

    private static IEnumerable<JsonObject> Documents(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
}
