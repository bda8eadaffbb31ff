using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_asks_all_checks_and_alive_only_whether_the_process_must_be_restarted()
    {
        await using var service = await TestService.StartAsync([], build: builder =>
            builder.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy()));
        Assert.Equal("503 Unhealthy text/plain no-store, no-cache", await AskAsync(service, "/health"));
        Assert.Equal("200 Healthy text/plain no-store, no-cache", await AskAsync(service, "/alive"));
    }

    private static async Task<string> AskAsync(TestService service, string path)
    {
        using var response = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {body} {response.Content.Headers.ContentType} {response.Headers.CacheControl}";
    }
}
