using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Cruddur.Tests.Dashboard;

public sealed class OtlpHttpTests
{
    private const string Json = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"hand"},
        "spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","name":"pay","kind":2,"unknown":{"a":[1]},
        "startTimeUnixNano":"1800000000000000001","end_time_unix_nano":1800000000000000002}]}]}]}
        """;

    [Fact]
    public async Task Json_is_taken_in_camel_and_in_snake_case_with_numbers_as_strings_or_numbers()
    {
        using var dashboard = new DashboardApplication();
        var (status, answer) = await dashboard.SendAsync("traces", Encoding.UTF8.GetBytes(Json), "application/json; charset=utf-8");
        Assert.Equal((HttpStatusCode.OK, "{}"), (status, Encoding.UTF8.GetString(answer)));
        await dashboard.StoredAsync(counts => counts.Spans == 1);
        Assert.Equal(
            """
            {"data":{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"hand"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"pay","kind":2,"startTimeUnixNano":"1800000000000000001","endTimeUnixNano":"1800000000000000002"}]}]}]},"totalCount":1,"returnedCount":1}
            """,
            await dashboard.ReadAsync("traces/5b8efff798038103d269b633813fc60c"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-protobuf")]
    public async Task Gzip_is_taken_in_either_encoding(string type)
    {
        using var dashboard = new DashboardApplication();
        var body = type == "application/json" ? Encoding.UTF8.GetBytes(Json) : OtlpRequests.Traces("shop", TestSpan.Root(1));
        var (status, _) = await dashboard.SendAsync("traces", Gzip(body), type, "gzip");
        Assert.Equal(HttpStatusCode.OK, status);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
    }

    [Fact]
    public async Task A_bad_span_is_refused_with_its_reason_and_its_neighbours_are_kept()
    {
        using var dashboard = new DashboardApplication();
        var request = OtlpRequests.Traces("shop",
            TestSpan.Root(1), new TestSpan("00", "0000000000000001", "short"), new TestSpan(new string('0', 32), "0000000000000001", "none"),
            TestSpan.Root(2) with { SpanId = "01" }, TestSpan.Root(3) with { StartNanos = 0 }, TestSpan.Root(4) with { ParentSpanId = "01" }, TestSpan.Root(5));
        var (status, answer) = await dashboard.SendAsync("traces", request);
        const string Reasons = "2 refused: trace_id is not 16 bytes, or all zero; 1 refused: span_id is not 8 bytes, or all zero; " +
            "1 refused: start_time_unix_nano is missing, or a time is past the year 2262; 1 refused: parent_span_id is neither empty nor 8 bytes";
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Convert.ToHexString([0x0a, 0xea, 0x01, 0x08, 0x05, 0x12, 0xe5, 0x01, .. Encoding.UTF8.GetBytes(Reasons)]), Convert.ToHexString(answer));
        await dashboard.StoredAsync(counts => counts.Spans == 2);
    }

    [Fact]
    public async Task A_bad_record_in_json_is_counted_in_a_string()
    {
        using var dashboard = new DashboardApplication();
        var body = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"kept"}},{"traceId":"00"}]}]}]}"""u8.ToArray();
        var (status, answer) = await dashboard.SendAsync("logs", body, "application/json");
        Assert.Equal(
            (HttpStatusCode.OK, """{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"1 refused: trace_id is neither empty nor 16 bytes"}}"""),
            (status, Encoding.UTF8.GetString(answer)));
        await dashboard.StoredAsync(counts => counts.Logs == 1);
    }

    [Fact]
    public async Task A_metric_without_a_name_is_refused_by_its_points()
    {
        using var dashboard = new DashboardApplication();
        var (status, answer) = await dashboard.SendAsync("metrics", OtlpRequests.Gauge("shop", "", 1));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("\n#\b\u0001\u0012\u001f1 refused: a metric has no name", Encoding.UTF8.GetString(answer));
    }

    [Theory]
    [InlineData("application/x-protobuf", "ff")]
    [InlineData("application/x-protobuf", "0a05")]
    [InlineData("application/x-protobuf", "08")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "5b5d")]
    [InlineData("application/json", "7b7d7b7d")]
    [InlineData("application/json", "7b22726573")]
    public async Task What_is_malformed_is_refused_whole_in_the_senders_encoding(string type, string hex)
    {
        using var dashboard = new DashboardApplication();
        var (status, answer) = await dashboard.SendAsync("traces", Convert.FromHexString(hex), type);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        if (type == "application/json")
            Assert.Equal(3, (int?)JsonNode.Parse(answer)?["code"]);
        else
            Assert.Equal("0803", Convert.ToHexString(answer[..2]));
    }

    [Theory]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":1}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"SPAN_KIND_SERVER"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"-1"}]}]}]}""")]
    [InlineData("""{"resourceSpans":{}}""")]
    public async Task Json_with_a_value_that_a_field_cant_hold_is_refused(string json)
    {
        using var dashboard = new DashboardApplication();
        var (status, _) = await dashboard.SendAsync("traces", Encoding.UTF8.GetBytes(json), "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_request_cut_off_at_any_byte_stores_nothing()
    {
        using var dashboard = new DashboardApplication();
        var whole = OtlpRequests.Traces("shop", TestSpan.Root(1) with { Attributes = [("a", "b")], Failed = true });
        for (var length = 1; length < whole.Length; length++)
        {
            var (status, _) = await dashboard.SendAsync("traces", whole[..length]);
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        var packed = Gzip(whole);
        for (var length = 1; length < packed.Length; length++)
        {
            var (status, _) = await dashboard.SendAsync("traces", packed[..length], encoding: "gzip");
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2)));
        Assert.Equal(1, (await dashboard.StoredAsync(counts => counts.Spans > 0)).Spans);
    }

    [Fact]
    public async Task A_request_above_the_cap_is_refused_as_sent_and_as_unpacked()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:MaxRequestBytes"] = "4096" });
        var (sent, _) = await dashboard.SendAsync("traces", new byte[4097]);
        var (unpacked, _) = await dashboard.SendAsync("traces", Gzip(new byte[64 << 20]), encoding: "gzip");
        var (streamed, _) = await dashboard.SendAsync("traces", new byte[1 << 20], headers: new() { ["Transfer-Encoding"] = "chunked" });
        Assert.Equal(Enumerable.Repeat(HttpStatusCode.RequestEntityTooLarge, 3), [sent, unpacked, streamed]);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-protobuf", "br")]
    public async Task What_isnt_otlp_is_an_unsupported_media_type(string type, string? encoding)
    {
        using var dashboard = new DashboardApplication();
        var (status, _) = await dashboard.SendAsync("traces", [], type, encoding);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
    }

    [Fact]
    public async Task A_value_that_nests_too_deep_costs_its_span_alone()
    {
        using var dashboard = new DashboardApplication();
        var request = OtlpRequests.Request("shop", "1", "s", writer =>
        {
            foreach (var depth in (int[])[5, 40])
            {
                var span = writer.Begin(2);
                writer.WriteBytes(1, Convert.FromHexString($"{depth:x32}"));
                writer.WriteBytes(2, Convert.FromHexString($"{depth:x16}"));
                writer.WriteFixed64(7, 1_800_000_000_000_000_000);
                var open = new Stack<int>([writer.Begin(9), writer.Begin(2)]);
                for (var level = 0; level < depth; level++)
                {
                    open.Push(writer.Begin(5));
                    open.Push(writer.Begin(1));
                }

                while (open.TryPop(out var start))
                    writer.End(start);
                writer.End(span);
            }
        });
        var (status, answer) = await dashboard.SendAsync("traces", request);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.EndsWith("1 refused: a value nests deeper than 32 levels", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
    }

    [Fact]
    public async Task A_full_queue_asks_the_sender_to_come_back_and_loses_nothing()
    {
        using var folder = new TemporaryFolder();
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxQueuedBytes"] = "65536" }, folder);
        var large = OtlpRequests.Traces("shop", Enumerable.Range(1, 2000).Select(number => TestSpan.Root(number)));
        using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "telemetry.db")}"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var writing = other.BeginTransaction(deferred: false);
            await dashboard.AcceptAsync("traces", large);
            var (status, _) = await dashboard.SendAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2001)));
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
        }

        await dashboard.StoredAsync(counts => counts.Spans == 2000);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2001)));
        await dashboard.StoredAsync(counts => counts.Spans == 2001);
    }

    [Fact]
    public async Task Records_of_a_few_bytes_fill_the_queue_by_what_they_hold()
    {
        using var folder = new TemporaryFolder();
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Store:MaxQueuedBytes"] = "65536" }, folder);
        var empty = OtlpRequests.Request("shop", "1", "s", writer =>
        {
            for (var number = 0; number < 600; number++)
                writer.End(writer.Begin(2));
        });
        using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "telemetry.db")}"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var writing = other.BeginTransaction(deferred: false);
            await dashboard.AcceptAsync("logs", empty);
            var (status, _) = await dashboard.SendAsync("logs", empty);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
        }

        await dashboard.StoredAsync(counts => counts.Logs == 600);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
