using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>Rollbar's API as it answers: it checks token, scope, size and form, and keeps what it takes.</summary>
internal sealed class RollbarPeer : IAsyncDisposable
{
    public const string ServerToken = "5e47e47e47e47e47e47e47e47e47e47e";
    public const string ClientToken = "c11e47c11e47c11e47c11e47c11e47c1";
    public const string AnyToken = "00000000000000000000000000000000";

    private const int MaxBytes = 1024 * 1024;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonElement> _items = new();
    private readonly ConcurrentQueue<RequestDelegate> _plans = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _requests;

    private RollbarPeer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.MapPost("/api/1/item/", AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>The <c>data</c> of each item that was taken.</summary>
    public IReadOnlyList<JsonElement> Items => [.. _items];

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<RollbarPeer> StartAsync()
    {
        var peer = new RollbarPeer();
        await peer._app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>Answers the next request in this way, whatever it holds.</summary>
    public void Plan(RequestDelegate answer) => _plans.Enqueue(answer);

    public void Plan(int status, string body, params (string Name, string Value)[] headers) => Plan(http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            http.Response.Headers[name] = value;
        return http.Response.WriteAsync(body, http.RequestAborted);
    });

    /// <summary>The next item, as soon as it is taken.</summary>
    public async Task<JsonElement> NextAsync()
    {
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "No item arrived for 30 seconds.");
        return _items.ElementAt(_items.Count - 1 - _arrived.CurrentCount);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (_plans.TryDequeue(out var plan))
        {
            await plan(http);
            return;
        }

        var (status, message) = Check(http.Request, body);
        http.Response.StatusCode = status;
        if (status != StatusCodes.Status200OK)
        {
            await http.Response.WriteAsJsonAsync(new { err = 1, message }, http.RequestAborted);
            return;
        }

        var data = JsonSerializer.Deserialize<JsonElement>(body.ToArray()).GetProperty("data");
        _items.Enqueue(data);
        await http.Response.WriteAsJsonAsync(new { err = 0, result = new { id = (string?)null, uuid = data.GetProperty("uuid").GetString() } }, http.RequestAborted);
        _arrived.Release();
    }

    private static (int Status, string? Message) Check(HttpRequest request, MemoryStream body)
    {
        if (!request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) ?? true)
            return (400, "content type must be application/json");
        var token = request.Headers["X-Rollbar-Access-Token"].ToString();
        if (token.Length == 0)
            return (401, "access token required");
        if (token is not (ServerToken or ClientToken or AnyToken))
            return (403, "invalid access token");
        if (body.Length > MaxBytes)
            return (413, "payload too large");
        if (RollbarFormat.Problem(body.ToArray(), out var isBrowsers) is { } problem)
            return (422, problem);
        var (wanted, other) = isBrowsers ? (ClientToken, "post_client_item") : (ServerToken, "post_server_item");
        return token == wanted || token == AnyToken
            ? (200, null)
            : (403, $"insufficient privileges: {other} scope is required but the access token only has {(isBrowsers ? "post_server_item" : "post_client_item")}");
    }
}
