using Cruddur.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>A small service on a real server, with the service defaults and whatever endpoints a test gives it. Its end flushes its telemetry.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private TestService(WebApplication app)
    {
        App = app;
        Client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    /// <summary>A client that sends the headers it is given and adds none of its own.</summary>
    public HttpClient Client { get; }

    public static async Task<TestService> StartAsync(
        Dictionary<string, string?> settings, Action<WebApplication>? configure = null, Action<WebApplicationBuilder>? build = null)
    {
        var app = Build(settings, configure, build);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestService(app);
    }

    /// <summary>The service before its start.</summary>
    public static WebApplication Build(Dictionary<string, string?> settings, Action<WebApplication>? configure = null, Action<WebApplicationBuilder>? build = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Cruddur.Tests", EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "3600000",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            // The console of the tests is theirs.
            ["Serilog:WriteTo:0:Name"] = "Console",
            ["Serilog:WriteTo:0:Args:restrictedToMinimumLevel"] = "Fatal",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        build?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        configure?.Invoke(app);
        return app;
    }

    /// <summary>Sends a request as part of a trace of its own; answers the trace's id.</summary>
    public async Task<string> TraceAsync(string path, HttpMethod? method = null, HttpContent? content = null)
    {
        var traceId = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Content = content };
        request.Headers.Add("traceparent", $"00-{traceId}-00f067aa0ba902b7-01");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return traceId;
    }

    /// <summary>Stops the service as SIGTERM does: what it has queued leaves.</summary>
    public Task StopAsync() => App.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
