using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Cruddur.Dashboard.Otlp.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>A destination for telemetry over OTLP/HTTP, and over gRPC where it is told so, that keeps all that it is sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly Dictionary<string, OtlpShape> Shapes = new(StringComparer.Ordinal)
    {
        ["/v1/traces"] = RequestShapes.Traces,
        ["/v1/logs"] = RequestShapes.Logs,
        ["/v1/metrics"] = RequestShapes.Metrics,
    };

    private static readonly Dictionary<string, string> GrpcPaths = new(StringComparer.Ordinal)
    {
        ["/opentelemetry.proto.collector.trace.v1.TraceService/Export"] = "/v1/traces",
        ["/opentelemetry.proto.collector.logs.v1.LogsService/Export"] = "/v1/logs",
        ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"] = "/v1/metrics",
    };

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedExport> _exports = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpReceiver(int answer, bool grpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (grpc)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        foreach (var (method, path) in GrpcPaths)
            _app.MapPost(method, (HttpContext context) => ReceiveCallAsync(context, path));
        _app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            _exports.Enqueue(await ReadAsync(request));
            _arrived.Release();
            return TypedResults.StatusCode(answer);
        });
    }

    public string Url => _app.Urls.Single();

    public IReadOnlyList<ReceivedExport> Exports => [.. _exports];

    public IReadOnlyList<ReceivedSpan> Spans => [.. Exports.Where(export => export.Path == "/v1/traces").SelectMany(export => ReceivedSpan.In(export.Document))];

    public IReadOnlyList<ReceivedLog> Logs => [.. Exports.Where(export => export.Path == "/v1/logs").SelectMany(export => ReceivedLog.In(export.Document))];

    /// <summary>Starts a receiver that answers everything with one status.</summary>
    public static async Task<OtlpReceiver> StartAsync(int answer = StatusCodes.Status200OK, bool grpc = false)
    {
        var receiver = new OtlpReceiver(answer, grpc);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The first thing found among what has arrived, as soon as it has.</summary>
    public async Task<T> FirstAsync<T>(Func<OtlpReceiver, IEnumerable<T>> find)
    {
        while (true)
        {
            var found = find(this).Take(1).ToList();
            if (found.Count == 1)
                return found[0];
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "Nothing more arrived for 30 seconds.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private static async Task<ReceivedExport> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var source = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        await source.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ReceivedExport(request.Path.Value!, headers, Document(request.Path.Value!, body.ToArray()));
    }

    // A unary call: five bytes, the message; the answer the same, with its status in the trailers.
    private async Task ReceiveCallAsync(HttpContext context, string path)
    {
        using var frame = new MemoryStream();
        await context.Request.Body.CopyToAsync(frame);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _exports.Enqueue(new ReceivedExport(path, headers, Document(path, frame.ToArray()[5..])));
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.Body.WriteAsync(new byte[5]);
        _arrived.Release();
    }

    private static JsonElement Document(string path, byte[] body)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            OtlpJsonWriter.Write(writer, body, Shapes[path]);
        return JsonSerializer.Deserialize<JsonElement>(json.ToArray());
    }
}
