using Cruddur.Web.Activities;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Web;

/// <summary>The real front end on a real Kestrel at a free port, with the test's clock, against the API that the test names.</summary>
internal sealed class FrontEnd : WebApplicationFactory<ActivitiesClient>
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerSpans _spans = new();
    private readonly string _apiAddress;
    private readonly string _environment;
    private readonly string _timeout;

    public FrontEnd(string apiAddress, string environment = "Development", string timeout = "00:00:30")
    {
        _apiAddress = apiAddress;
        _environment = environment;
        _timeout = timeout;
        UseKestrel();
    }

    public OwnedClock Clock { get; } = new(ApiJson.Now);

    /// <summary>The server's spans that have ended, in the order in which they did.</summary>
    public ServerSpan[] Spans => [.. _spans.Ended];

    /// <summary>What its pages hand over.</summary>
    public BrowserSpans BrowserSpans { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address
    {
        get
        {
            using var client = CreateClient();
            return client.BaseAddress!;
        }
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>A client that keeps cookies and follows no redirect.</summary>
    public HttpClient Open()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    public async Task<Page> GetAsync(string path)
    {
        using var client = Open();
        return await GetAsync(client, path);
    }

    /// <summary>Opens a page, fills in one of its forms and sends it, as a browser without scripts does.</summary>
    public async Task<Page> SubmitAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        using var client = Open();
        var page = await GetAsync(client, path);
        List<KeyValuePair<string, string>> content = [new("_handler", form), new("__RequestVerificationToken", page.Token(form))];
        content.AddRange(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        using var body = new FormUrlEncodedContent(content);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), body, CancellationToken);
        return await Page.ReadAsync(response);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        // Not by UseKestrel(0): that would set it after the server may have started already.
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("CRUDDUR_DATA", _folder.Path);
        builder.UseSetting(ApiOptions.ServiceAddress, _apiAddress);
        builder.UseSetting("Api:Timeout", _timeout);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<IStartupFilter>(_spans).AddSingleton<IStartupFilter>(BrowserSpans));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The factory disposes itself twice, once by each of its ways.
        if (disposing && Directory.Exists(_folder.Path))
            _folder.Dispose();
    }

    private static async Task<Page> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), CancellationToken);
        return await Page.ReadAsync(response);
    }
}
