using System.Net;
using System.Net.Http.Headers;
using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Store;
using Cruddur.Tests.Dashboard.Hostile;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Dashboard;

/// <summary>The real dashboard on real ports that were free, over a file in a folder.</summary>
internal sealed class DashboardApplication : WebApplicationFactory<TelemetryReader>
{
    public const string Token = "the-token";

    private TemporaryFolder? _owned;
    private readonly Dictionary<string, string> _settings;

    public DashboardApplication(Dictionary<string, string>? settings = null, TemporaryFolder? folder = null, TimeSpan startIn = default)
    {
        _owned = folder is null ? new() : null;
        _settings = new()
        {
            ["CRUDDUR_DATA"] = (folder ?? _owned!).Path,
            ["Dashboard:UiPort"] = "0",
            ["Dashboard:OtlpGrpcPort"] = "0",
            ["Dashboard:OtlpHttpPort"] = "0",
            ["Dashboard:Token"] = Token,
        };
        foreach (var (key, value) in settings ?? [])
            _settings[key] = value;
        Clock.Advance(startIn);
        UseKestrel();
        StartServer();
    }

    /// <summary>The present of the dashboard.</summary>
    public OwnedClock Clock { get; } = new(new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero));

    /// <summary>What was logged as an error.</summary>
    public ErrorLog Errors { get; } = new();

    public TelemetryReader Reader => Services.GetRequiredService<TelemetryReader>();

    /// <summary>What tells of everything that is stored.</summary>
    public TelemetryNews News => Services.GetRequiredService<TelemetryNews>();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The address of one of its ports.</summary>
    public Uri Address(Listener listener) => new($"http://127.0.0.1:{Services.GetRequiredService<DashboardListeners>().Port(listener)}");

    /// <summary>A client of one of its ports, which follows no redirect and keeps no cookie.</summary>
    public HttpClient Client(Listener listener, bool withKey = false)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = Address(listener),
            DefaultRequestVersion = listener == Listener.OtlpGrpc ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (withKey)
            client.DefaultRequestHeaders.Add("x-api-key", Token);
        return client;
    }

    /// <summary>Sends a request of telemetry over HTTP.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        string signal, byte[] body, string type = "application/x-protobuf", string? encoding = null, Dictionary<string, string>? headers = null)
    {
        using var client = Client(Listener.OtlpHttp);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{signal}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        foreach (var (name, value) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(CancellationToken));
    }

    /// <summary>Sends a request of telemetry over HTTP that is to be taken whole.</summary>
    public async Task AcceptAsync(string signal, byte[] body)
    {
        var (status, answer) = await SendAsync(signal, body);
        Assert.Equal((HttpStatusCode.OK, ""), (status, Convert.ToHexString(answer)));
    }

    /// <summary>Waits until so much is stored.</summary>
    public async Task<TelemetryCounts> StoredAsync(Func<TelemetryCounts, bool> enough)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        for (var version = News.Version; ; version = await News.WaitAsync(version, deadline.Token))
        {
            var counts = await Reader.CountsAsync(CancellationToken);
            if (enough(counts))
                return counts;
        }
    }

    /// <summary>What the read API answers, as the text on the wire.</summary>
    public async Task<string> ReadAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var client = Client(Listener.Ui, withKey: true);
        using var response = await client.GetAsync(new Uri($"/api/telemetry/{path}", UriKind.Relative), CancellationToken);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<ILoggerProvider>(Errors));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _owned?.Dispose();
        _owned = null;
    }
}
