using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class SecretTests
{
    private const string Canary = "canary-7f3a";

    [Theory]
    [InlineData("/boom/7?token=" + Canary)]
    [InlineData("/boom/7?a=1&access%5Ftoken=" + Canary + "&b=2")]
    [InlineData("/boom/7?next=%2Fcallback%3Ftoken%3D" + Canary)]
    [InlineData("/signin?password=" + Canary)]
    [InlineData("/leaky")]
    [InlineData("/nested")]
    public async Task Nothing_secret_leaves(string path)
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, MapLeaks);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer " + Canary);
        request.Headers.Add("Cookie", "session=" + Canary);
        request.Headers.Add("X-Api-Key", Canary);
        request.Headers.Add("X-Odd", Canary);
        request.Headers.Add("Referer", $"http://here/page?password={Canary}#access_token={Canary}");
        request.Headers.Add("User-Agent", "Tests/1.0");
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var item = (await peer.NextAsync()).GetRawText();

        Assert.DoesNotContain(Canary, item, StringComparison.Ordinal);
        Assert.Contains("Tests/1.0", item, StringComparison.Ordinal);
        Assert.Contains("http://here/page", item, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_of_a_request_is_never_sent()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, app => app.MapPost("/post", string (HttpRequest _) => throw new InvalidOperationException("no")));
        using var body = new StringContent($$"""{"note":"{{Canary}}"}""", System.Text.Encoding.UTF8, "application/json");
        await service.TraceAsync("/post", HttpMethod.Post, body);
        Assert.DoesNotContain(Canary, (await peer.NextAsync()).GetRawText(), StringComparison.Ordinal);
    }

    private static void MapLeaks(WebApplication app) => app.MapGet(
        "/leaky", string () => throw new InvalidOperationException(
            $"Can't open Server=db;User Id=u;Password={Canary};", new FormatException($"authorization: Bearer {Canary}")));
}
