using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Hosting;

/// <summary>
/// Serves the state and the console logs of all resources to the one that is marked for it: NDJSON on a loopback port, behind a key.
/// Bound: 32 streams at a time.
/// </summary>
internal sealed class ResourceFeed(
    IReadOnlyList<IResource> resources, ResourceStates states, IReadOnlyDictionary<string, ConsoleLog> logs, TimeProvider time) : IStage
{
    private const int MostStreams = 32;

    private readonly string _key = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private int _streams;
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var readers = resources.SelectMany(resource => resource.Annotations.OfType<ResourceFeedAnnotation>()).ToList();
        if (readers.Count == 0)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.UseRouting();
        _server.Use(AuthorizeAsync);
        _server.MapGet("/resources", (HttpContext context) => StreamAsync(context, new ResourceStream(states, time).WriteAsync));
        _server.MapGet("/resources/{name}/logs", LogsAsync);
        await _server.StartAsync(cancellationToken);
        foreach (var reader in readers)
        {
            reader.Url = _server.Urls.Single();
            reader.Key = _key;
        }
    }

    public async Task StopAsync(CancellationToken kill)
    {
        if (_server is { } server)
        {
            using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
            await server.StopAsync(atOnce.Token);
            await server.DisposeAsync();
        }
    }

    private async Task AuthorizeAsync(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {_key}")))
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private Task LogsAsync(HttpContext context, string name, int tail = 500)
    {
        if (logs.TryGetValue(name, out var log))
        {
            return StreamAsync(context, new LogStream(log, tail, time).WriteAsync);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task StreamAsync(HttpContext context, Func<NdjsonWriter, CancellationToken, Task> write)
    {
        try
        {
            if (Interlocked.Increment(ref _streams) > MostStreams)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            context.Response.ContentType = "application/x-ndjson";
            await write(new NdjsonWriter(context.Response.BodyWriter), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the host stops.
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }
}
