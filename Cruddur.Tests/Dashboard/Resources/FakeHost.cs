using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Dashboard.Resources;

/// <summary>A resource feed on a free port that says what the test gives it to say, and nothing else.</summary>
internal sealed class FakeHost : IAsyncDisposable
{
    public const string Key = "feed-key";

    private readonly WebApplication _app;
    private Channel<string> _resources = Channel.CreateUnbounded<string>();

    private FakeHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {Key}")
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        _app.MapGet("/resources", context => StreamAsync(context, _resources.Reader));
        _app.MapGet("/resources/api/logs", context => StreamAsync(context, Console.Reader));
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    public Channel<string> Console { get; } = Channel.CreateUnbounded<string>();

    public static async Task<FakeHost> StartAsync()
    {
        var host = new FakeHost();
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public void Say(string line) => _resources.Writer.TryWrite(line);

    /// <summary>Closes the streams that are open; the next one begins with nothing.</summary>
    public void HangUp() => Interlocked.Exchange(ref _resources, Channel.CreateUnbounded<string>()).Writer.Complete();

    public async ValueTask DisposeAsync()
    {
        _resources.Writer.TryComplete();
        Console.Writer.TryComplete();
        await _app.DisposeAsync();
    }

    private static async Task StreamAsync(HttpContext context, ChannelReader<string> lines)
    {
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.StartAsync(context.RequestAborted);
        await foreach (var line in lines.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
