using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Cruddur.Dashboard.Otlp.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>A destination for telemetry over OTLP/HTTP that keeps all that it is sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly Dictionary<string, OtlpShape> Shapes = new(StringComparer.Ordinal)
    {
        ["/v1/traces"] = RequestShapes.Traces,
        ["/v1/logs"] = RequestShapes.Logs,
        ["/v1/metrics"] = RequestShapes.Metrics,
    };

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedExport> _exports = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpReceiver(int answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
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
    public static async Task<OtlpReceiver> StartAsync(int answer = StatusCodes.Status200OK)
    {
        var receiver = new OtlpReceiver(answer);
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
        return new ReceivedExport(request.Path.Value!, headers, Document(request, body.ToArray()));
    }

    private static JsonElement Document(HttpRequest request, byte[] body)
    {
        if (request.ContentType == "application/json")
            return JsonSerializer.Deserialize<JsonElement>(body);

        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            OtlpJsonWriter.Write(writer, body, Shapes[request.Path.Value!]);
        return JsonSerializer.Deserialize<JsonElement>(json.ToArray());
    }
}
