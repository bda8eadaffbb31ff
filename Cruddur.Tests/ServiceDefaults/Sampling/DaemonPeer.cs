using System.Collections.Concurrent;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

/// <summary>The TCP side of an X-Ray daemon, which answers whatever the test says and keeps what it was asked.</summary>
internal sealed class DaemonPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _asked = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private DaemonPeer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{operation}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            _asked.Enqueue((context.Request.Path.Value!, body));
            _arrived.Release();
            await (context.Request.Path == "/GetSamplingRules" ? Rules : Targets)(context, body);
        });
    }

    public Func<HttpContext, string, Task> Rules { get; set; } = File("get-sampling-rules.json");

    public Func<HttpContext, string, Task> Targets { get; set; } = File("sampling-targets.json");

    public HostAndPort Address => HostAndPort.TryParse(new Uri(_app.Urls.Single()).Authority)!;

    public IReadOnlyList<(string Path, string Body)> Asked => [.. _asked];

    public static async Task<DaemonPeer> StartAsync()
    {
        var peer = new DaemonPeer();
        await peer._app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    public static Func<HttpContext, string, Task> File(string name) =>
        Text(System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "Cruddur.Tests/ServiceDefaults/Sampling/Cases", name)));

    public static Func<HttpContext, string, Task> Text(string text) => (context, _) => context.Response.WriteAsync(text, context.RequestAborted);

    public static Func<HttpContext, string, Task> Status(int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Keeps the line open and says nothing.</summary>
    public static Task NeverAsync(HttpContext context, string body) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Begins an answer and never ends it.</summary>
    public static async Task TrickleAsync(HttpContext context, string body)
    {
        await context.Response.WriteAsync("{\"SamplingRuleRecords\":[", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await NeverAsync(context, body);
    }

    public static Task ResetAsync(HttpContext context, string body)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Waits until it was asked once more.</summary>
    public async Task AskedAsync() =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "Nobody asked for 30 seconds.");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }
}
