using Cruddur.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace Cruddur.Tests.Browser;

/// <summary>One Chromium for the whole run, started by the first test that wants it; a context of its own, with cookies of its own, for each test.</summary>
public sealed class ChromiumFixture : IAsyncDisposable
{
    /// <summary>Why a test without a browser is skipped.</summary>
    public const string Missing = "There is no browser: install chromium on the PATH, or name one by the environment variable CHROME.";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser's path; null where there is none.</summary>
    private static string? Path =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, "chromium"))
            .Prepend(Environment.GetEnvironmentVariable("CHROME"))
            .FirstOrDefault(File.Exists);

    /// <summary>Opens a window without memory. Skips the test where there is no browser.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(Path is null, Missing);
        var browser = await StartedAsync();
        return await browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
