using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cruddur.Api.Database;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Api;

/// <summary>
/// The real API on a real Kestrel at a free port, over a file in a folder of its own, with the test's clock; without demo data unless asked for.
/// </summary>
internal sealed class ApiApplication : WebApplicationFactory<CruddurDatabase>
{
    /// <summary>When each test begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings;
    private readonly string _environment;

    public ApiApplication(string environment = "Development", Dictionary<string, string>? settings = null)
    {
        _environment = environment;
        _settings = new() { ["CRUDDUR_DATA"] = _folder.Path, ["ConnectionStrings:cruddur"] = "", ["Demo:Enabled"] = "false" };
        foreach (var (key, value) in settings ?? [])
            _settings[key] = value;
        UseKestrel();
    }

    /// <summary>What the API's own categories logged, as <c>Level: message</c>.</summary>
    public RecordedLogs Logs { get; } = new();

    public OwnedClock Clock { get; } = new(Start);

    public string DataFolder => _folder.Path;

    public string DatabaseFile => Path.Combine(_folder.Path, DatabaseOptions.FileName);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? handle = null) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), handle);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? handle = null)
    {
        using var client = CreateClient();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (handle is not null)
            request.Headers.TryAddWithoutValidation("X-Cruddur-Handle", handle);
        return await client.SendAsync(request, CancellationToken);
    }

    /// <summary>What a read answers, as the text on the wire.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken);
    }

    /// <summary>The messages of a feed, in its order.</summary>
    public async Task<string[]> MessagesAsync(string path)
    {
        using var document = JsonDocument.Parse(await ReadAsync(path));
        return [.. document.RootElement.EnumerateArray().Select(activity => activity.GetProperty("message").GetString()!)];
    }

    /// <summary>Writes an activity and answers its document.</summary>
    public Task<string> PostAsync(string message, string ttl = "7-days", string? handle = null) =>
        WriteAsync("/api/activities", new { message, ttl }, handle);

    public Task<string> ReplyAsync(Guid to, string message, string? handle = null) =>
        WriteAsync($"/api/activities/{to}/reply", new { message }, handle);

    public static Guid UuidOf(string activity)
    {
        using var document = JsonDocument.Parse(activity);
        return document.RootElement.GetProperty("uuid").GetGuid();
    }

    public async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        // Not by UseKestrel(0): that would set it after the server may have started already.
        builder.UseUrls("http://127.0.0.1:0");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<ILoggerProvider>(Logs));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The factory disposes itself twice, once by each of its ways.
        if (disposing && Directory.Exists(_folder.Path))
            _folder.Dispose();
    }

    private async Task<string> WriteAsync(string path, object body, string? handle)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, handle);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(CancellationToken);
    }
}
