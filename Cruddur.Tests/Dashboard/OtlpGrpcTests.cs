using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard;

public sealed class OtlpGrpcTests
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_answered_with_an_empty_response_and_status_0()
    {
        using var dashboard = new DashboardApplication();
        var answer = await CallAsync(dashboard, Traces, Frame(OtlpRequests.Traces("shop", TestSpan.Root(1))));
        Assert.Equal(new Answer("0000000000", "0", null), answer);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
    }

    [Fact]
    public async Task A_compressed_message_is_taken()
    {
        using var dashboard = new DashboardApplication();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(OtlpRequests.Traces("shop", TestSpan.Root(1)));
        var answer = await CallAsync(dashboard, Traces, Frame(packed.ToArray(), compressed: true), ("grpc-encoding", "gzip"));
        Assert.Equal(new Answer("0000000000", "0", null), answer);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
    }

    [Fact]
    public async Task Refused_spans_are_told_in_the_response()
    {
        using var dashboard = new DashboardApplication();
        var answer = await CallAsync(dashboard, Traces, Frame(OtlpRequests.Traces("shop", TestSpan.Root(1), TestSpan.Root(2) with { SpanId = "" })));
        Assert.Equal("0", answer.Status);
        Assert.StartsWith("00000000340A320801122E3120726566757365643A207370616E5F6964", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Import", "0000000000", "12")]
    [InlineData("/grpc.health.v1.Health/Check", "0000000000", "12")]
    [InlineData(Traces, "00000000", "3")]
    [InlineData(Traces, "0000000002FF", "3")]
    [InlineData(Traces, "0000000001FF", "3")]
    [InlineData(Traces, "0000000001FF00", "3")]
    [InlineData(Traces, "0100000001FF", "12")]
    [InlineData(Traces, "02000000000000", "3")]
    public async Task What_cant_be_taken_has_the_status_that_says_so(string method, string body, string status)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(status, (await CallAsync(dashboard, method, Convert.FromHexString(body))).Status);
    }

    [Fact]
    public async Task A_message_above_the_cap_exhausts_the_resource_and_is_not_to_be_sent_again()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:MaxRequestBytes"] = "4096" });
        var answer = await CallAsync(dashboard, Traces, Frame(new byte[4097]));
        Assert.Equal(new Answer("", "8", "A request has at most 4096 bytes, unpacked (Dashboard:MaxRequestBytes)."), answer);
    }

    [Fact]
    public async Task A_message_with_other_than_ascii_is_percent_encoded()
    {
        using var dashboard = new DashboardApplication();
        var answer = await CallAsync(dashboard, "/d%C3%A9j%C3%A0%25vu", Frame([]));
        Assert.Equal(new Answer("", "12", "There is no /d%C3%A9j%C3%A0%25vu here, only OTLP's Export of traces, logs and metrics."), answer);
    }

    [Theory]
    [InlineData(null, "16")]
    [InlineData("wrong", "16")]
    [InlineData("the-key", "0")]
    public async Task The_api_key_is_wanted_where_one_is_set(string? key, string status)
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:OtlpApiKey"] = "the-key" });
        var answer = await CallAsync(dashboard, Traces, Frame([]), key is null ? [] : [("x-otlp-api-key", key)]);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_web_page_is_denied()
    {
        using var dashboard = new DashboardApplication();
        var answer = await CallAsync(dashboard, Traces, Frame([]), ("Origin", "http://localhost:5173"));
        Assert.Equal("7", answer.Status);
    }

    [Fact]
    public async Task Anything_but_grpc_is_an_unsupported_media_type()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.OtlpGrpc);
        using var response = await client.PostAsync(new Uri(Traces, UriKind.Relative), new StringContent("hi"), CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private static async Task<Answer> CallAsync(
        DashboardApplication dashboard, string method, byte[] body, params (string Name, string Value)[] headers)
    {
        using var client = dashboard.Client(Listener.OtlpGrpc);
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        var answer = await response.Content.ReadAsByteArrayAsync(CancellationToken);
        return new(Convert.ToHexString(answer), Trailer(response, "grpc-status"), Trailer(response, "grpc-message"));
    }

    private static string? Trailer(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) ? values.Single() : null;

    private static byte[] Frame(byte[] message, bool compressed = false)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = (byte)(compressed ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private sealed record Answer(string Body, string? Status, string? Message);
}
