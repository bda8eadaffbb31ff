using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Cruddur.Tests.Api;

public sealed class MalformedInputTests : IDisposable
{
    private readonly ApiApplication _api = new();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"message\"", 400)]
    [InlineData("{", 400)]
    [InlineData("{\"message\":\"a\",\"ttl\":\"1-day\"", 400)]
    [InlineData("{\"message\":\"a\",\"ttl\":\"1-day\"}}", 400)]
    [InlineData("{'message':'a'}", 400)]
    [InlineData("{\"message\":5,\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":{},\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":[\"a\"],\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":true,\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":\"a\",\"ttl\":1}", 400)]
    [InlineData("{\"message\":\"a\\u0000b\",\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":\"a\\u001bb\",\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":\"\\ud83d\",\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":\"\\ude00\\ud83d\",\"ttl\":\"1-day\"}", 400)]
    [InlineData("{\"message\":\"a\",\"ttl\":\"\\ud83d\"}", 400)]
    [InlineData("{\"message\":\"a\",\"ttl\":\"1-day\\u0000\"}", 422)]
    [InlineData("{\"message\":\"\\ud83d\\ude00\",\"ttl\":\"1-day\",\"extra\":[[[]]]}", 200)]
    [InlineData("{\"MESSAGE\":\"a\",\"Ttl\":\"1-day\"}", 200)]
    public async Task Body_that_cannot_be_read_is_refused(string body, int status) =>
        await AssertAnswerAsync(HttpMethod.Post, "/api/activities", new StringContent(body, Encoding.UTF8, "application/json"), status);

    [Theory]
    [InlineData(null, 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json; charset=nonsense", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=\"utf-8\"", 200)]
    [InlineData("application/json; charset=UTF-8", 200)]
    [InlineData("application/problem+json", 200)]
    [InlineData(";;;", 415)]
    public async Task Content_type_must_be_json_in_utf8(string? contentType, int status)
    {
        var content = new ByteArrayContent("{\"message\":\"a\",\"ttl\":\"1-day\"}"u8.ToArray());
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        await AssertAnswerAsync(HttpMethod.Post, "/api/activities", content, status);
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/api/activities", 405)]
    [InlineData("POST", "/api/activities/home", 405)]
    [InlineData("DELETE", "/api/activities/@worf", 405)]
    [InlineData("GET", "/api/activities/not-a-uuid", 404)]
    [InlineData("GET", "/api/activities/00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("GET", "/api/activities/0000", 404)]
    [InlineData("POST", "/api/activities/not-a-uuid/reply", 404)]
    [InlineData("GET", "/api/activities/@a%2Fb", 404)]
    [InlineData("GET", "/api/activities/@a%20b", 404)]
    [InlineData("GET", "/api/activities/@%C3%A9mile", 404)]
    [InlineData("GET", "/api/activities/@%FF", 404)]
    [InlineData("GET", "/api/activities/@123456789012345678901234567890123", 404)]
    [InlineData("GET", "/api/activities/@12345678901234567890123456789012", 200)]
    [InlineData("GET", "/api/activities/home?before=", 400)]
    [InlineData("GET", "/api/activities/home?before=yesterday", 400)]
    [InlineData("GET", "/api/activities/home?before=1-2", 400)]
    [InlineData("GET", "/api/activities/home?before=-1-0123456789abcdef0123456789abcdef", 400)]
    [InlineData("GET", "/api/activities/home?before=99999999999999999999-0123456789abcdef0123456789abcdef", 400)]
    [InlineData("GET", "/api/activities/home?before=9223372036854775807-0123456789abcdef0123456789abcdef", 200)]
    [InlineData("GET", "/api/activities/search?term=%00", 400)]
    [InlineData("GET", "/api/activities/search?term=a%1Bb", 400)]
    [InlineData("GET", "/api/activities/search?term=%FF%FE", 200)]
    [InlineData("GET", "/api/activities/search?term=%ED%A0%80", 200)]
    [InlineData("GET", "/api/activities/search?term=a&term=b", 200)]
    public async Task Address_that_names_nothing_is_refused(string method, string path, int status) =>
        await AssertAnswerAsync(new HttpMethod(method), path, content: null, status);

    [Fact]
    public async Task Search_term_longer_than_any_message_is_refused()
    {
        await AssertAnswerAsync(HttpMethod.Get, $"/api/activities/search?term={new string('a', 1024)}", content: null, 200);
        await AssertAnswerAsync(HttpMethod.Get, $"/api/activities/search?term={new string('a', 1025)}", content: null, 400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Huge_body_is_refused(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/activities")
        {
            Content = new StringContent($$"""{"message":"{{new string('a', 70_000)}}","ttl":"1-day"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var client = _api.CreateClient();
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Bytes_at_random_are_never_a_reason_for_a_server_error()
    {
        var random = new Random(20260102);
        var good = "{\"message\":\"caf\u00e9 \\ud83d\\ude00\",\"ttl\":\"1-day\"}"u8.ToArray();
        for (var i = 0; i < 400; i++)
        {
            var bytes = good.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 4 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            using var response = await _api.SendAsync(HttpMethod.Post, "/api/activities", Json(bytes));
            Assert.True((int)response.StatusCode is 200 or 400 or 422, $"{(int)response.StatusCode} for {Convert.ToHexString(bytes)}");
        }
        Assert.NotEqual("", await _api.ReadAsync("/api/activities/home"));
    }

    private async Task AssertAnswerAsync(HttpMethod method, string path, HttpContent? content, int status)
    {
        using var response = await _api.SendAsync(method, path, content);
        Assert.Equal(status, (int)response.StatusCode);
        if (status is 200 or 422)
            return;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
