using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Web;

/// <summary>A server at a free port that answers what was planned, and remembers what it was asked; what wasn't planned fails the test.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, RequestDelegate> _plans = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _unplanned = new();
    private readonly ConcurrentQueue<ApiCall> _calls = new();

    private FakeApi(WebApplication server) => _server = server;

    public string Address => _server.Urls.Single();

    public ApiCall[] Calls => [.. _calls];

    public static async Task<FakeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeApi(builder.Build());
        api._server.Run(api.AnswerAsync);
        await api._server.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>Answers a request from now on, or again but otherwise.</summary>
    /// <param name="request">Method and address with query, such as <c>GET /api/activities/home</c>.</param>
    /// <param name="body">JSON.</param>
    /// <param name="status">With which it is answered.</param>
    /// <param name="link">The Link header.</param>
    public void Plan(string request, string body, int status = StatusCodes.Status200OK, string? link = null) => Plan(request, http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.Link = link;
        return http.Response.WriteAsync(body, http.RequestAborted);
    });

    /// <summary>For answers that aren't JSON, or never come.</summary>
    public void Plan(string request, RequestDelegate answer) => _plans[request] = answer;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Assert.Empty(_unplanned);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var request = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        _calls.Enqueue(new(request, body, http.Request.Headers["X-Cruddur-Handle"].ToString(), http.Request.Headers.TraceParent.ToString()));
        if (_plans.TryGetValue(request, out var answer))
        {
            await answer(http);
            return;
        }
        _unplanned.Enqueue(request);
        http.Response.StatusCode = StatusCodes.Status501NotImplemented;
    }
}

internal sealed record ApiCall(string Request, string Body, string Handle, string TraceParent);
