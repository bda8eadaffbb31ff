using System.Net.Http.Json;

namespace Cruddur.Tests.EndToEnd;

/// <summary>An AppHost that gets no chance to clean up leaves nothing behind that the next start can't clear.</summary>
[Collection(CruddurCollection.Name)]
public sealed class KilledHostTests
{
    [Fact]
    public async Task A_host_that_was_killed_starts_again_on_the_same_ports_with_what_was_posted_before()
    {
        using var data = new TemporaryFolder();
        var settings = AppHostSettings.WithFreePorts(data.Path);
        var cancellationToken = TestContext.Current.CancellationToken;
        List<string> survivors;
        using var client = new HttpClient { BaseAddress = settings.Api };

        await using (var killed = await AppHostProcess.StartAsync(settings, cancellationToken))
        {
            using var posted = await client.PostAsJsonAsync("/api/activities", new { message = "Still here", ttl = "1-hour" }, cancellationToken);
            posted.EnsureSuccessStatusCode();
            survivors = ProcessesOf(data.Path);
            await killed.KillAsync(cancellationToken);
        }

        await using (var again = await AppHostProcess.StartAsync(settings, cancellationToken))
        {
            // A survivor may have been the one that answered as healthy, for the moment that it had left.
            await GoneAsync(survivors, cancellationToken);
            await again.ReadyAsync(cancellationToken);
            Assert.Contains("Still here", await client.GetStringAsync("/api/activities/home", cancellationToken), StringComparison.Ordinal);
            Assert.Equal(0, await again.StopAsync());
        }

        Assert.Empty(ProcessesOf(data.Path));
    }

    private static async Task GoneAsync(List<string> processes, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (processes.Exists(Directory.Exists))
        {
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>The processes that were given this data folder, by their environment.</summary>
    private static List<string> ProcessesOf(string dataFolder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories("/proc").Where(folder => Uses(folder, dataFolder))];

        static bool Uses(string folder, string dataFolder)
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "environ")).Contains($"CRUDDUR_DATA={dataFolder}\0", StringComparison.Ordinal);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
