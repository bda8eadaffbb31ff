using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cruddur.Benchmarks.Cost;

/// <summary>The four backends on loopback: they take everything, and count it.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly OtlpExport _export = DecodeBenchmarks.Export(new IngestQueue(Options.Create(new StoreOptions())));
    private readonly RequestMemory _memory = new(Options.Create(new ReceiverOptions()));
    private readonly Socket _daemon = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _app;
    private long _spans;
    private long _logs;
    private long _segments;
    private long _events;
    private long _items;

    private Backends(bool answering)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        if (!answering)
            _app.Use((HttpContext context, RequestDelegate _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        _app.MapPost("/v1/traces", (HttpRequest request) => OtlpAsync(request, OtlpSignal.Traces));
        _app.MapPost("/v1/logs", (HttpRequest request) => OtlpAsync(request, OtlpSignal.Logs));
        _app.MapPost("/v1/metrics", () => Results.Ok());
        _app.MapPost("/", CloudWatchAsync);
        _app.MapPost("/api/1/item/", () =>
        {
            Interlocked.Increment(ref _items);
            return Results.Json(new { err = 0, result = new { uuid = "" } });
        });
        _daemon.ReceiveBufferSize = 8 * 1024 * 1024;
        _daemon.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public string Url => _app.Urls.Single();

    public int DaemonPort => ((IPEndPoint)_daemon.LocalEndPoint!).Port;

    /// <summary>What has arrived so far.</summary>
    public Delivered Delivered => new(
        Interlocked.Read(ref _spans), Interlocked.Read(ref _logs), Interlocked.Read(ref _segments), Interlocked.Read(ref _events), Interlocked.Read(ref _items));

    /// <summary>Starts them; those that don't answer accept every request and leave it at that.</summary>
    public static async Task<Backends> StartAsync(bool answering)
    {
        var backends = new Backends(answering);
        await backends._app.StartAsync();
        _ = Task.Factory.StartNew(backends.ReceiveSegments, TaskCreationOptions.LongRunning);
        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _daemon.Dispose();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<IResult> OtlpAsync(HttpRequest request, OtlpSignal signal)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        using var share = _memory.Open();
        using var batch = _export.Read(signal, RentedBytes.Copy(body.ToArray()), new Refusals(), share);
        Interlocked.Add(ref _spans, batch.Spans.Count);
        Interlocked.Add(ref _logs, batch.Logs.Count);
        return Results.Ok();
    }

    private async Task<IResult> CloudWatchAsync(HttpRequest request)
    {
        using var document = await JsonDocument.ParseAsync(request.Body);
        if (document.RootElement.TryGetProperty("logEvents", out var events))
            Interlocked.Add(ref _events, events.GetArrayLength());
        return Results.Text("{}", "application/x-amz-json-1.1");
    }

    private void ReceiveSegments()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var length = _daemon.Receive(buffer);
                if (Encoding.ASCII.GetString(buffer, 0, 1) == "{" && length > 50)
                    _segments++;
            }
        }
        catch (SocketException) when (_stop.IsCancellationRequested)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }
}

/// <summary>How many of each kind arrived.</summary>
internal sealed record Delivered(long Spans, long Logs, long Segments, long Events, long Items);
