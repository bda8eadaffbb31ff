using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>CloudWatch Logs as its API is described: checks signatures, enforces the limits, knows groups and streams, and fails in the ways that it is told to.</summary>
internal sealed class CloudWatchPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<PeerCall> _calls = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private CloudWatchPeer(TimeProvider time, string url)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    public string Secret { get; init; } = "local";

    /// <summary>Every call, in the order of arrival.</summary>
    public IReadOnlyList<PeerCall> Calls => [.. _calls];

    public IEnumerable<string> Operations => Calls.Select(call => call.Operation);

    public PeerStore Store { get; } = new();

    /// <summary>Asked before each call is answered; what it answers goes out instead.</summary>
    public Func<PeerCall, PeerAnswer?> Instead { get; set; } = _ => null;

    /// <summary>Called when a call has come, and waited for before it is answered.</summary>
    public Func<PeerCall, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public static async Task<CloudWatchPeer> StartAsync(TimeProvider? time = null, string url = "http://127.0.0.1:0", string secret = "local")
    {
        var peer = new CloudWatchPeer(time ?? TimeProvider.System, url) { Secret = secret };
        await peer._app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>Waits until the calls that came are what is waited for.</summary>
    public async Task UntilAsync(Func<CloudWatchPeer, bool> condition)
    {
        while (!condition(this))
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "Nothing more came for 30 seconds.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = bytes.ToArray();
        var call = new PeerCall(
            context.Request.Headers["X-Amz-Target"].ToString(), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
        _calls.Enqueue(call);
        await Hold(call);
        var answer = Instead(call) ?? Refusal(context.Request, body) ?? Store.Answer(call.Operation, JsonElement.Parse(body), _time.GetUtcNow());
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.Headers.Date = _time.GetUtcNow().ToString("R");
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body), context.RequestAborted);
        await context.Response.CompleteAsync();
        _arrived.Release();
    }

    private PeerAnswer? Refusal(HttpRequest request, byte[] body) =>
        request.ContentType != "application/x-amz-json-1.1" ? PeerAnswer.Error("SerializationException", "content type")
        : SignatureCheck.Problem(request, body, Secret, _time.GetUtcNow()) is { } problem ? PeerAnswer.Error("InvalidSignatureException", problem)
        : null;
}

/// <summary>One call as it came.</summary>
internal sealed record PeerCall(string Target, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Operation => Target.Split('.')[^1];

    public JsonElement Body => JsonElement.Parse(Bytes);
}

/// <summary>What goes out.</summary>
internal sealed record PeerAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    public static PeerAnswer Error(string type, string message = "") =>
        new(400, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["__type"] = type, ["message"] = message }));
}
