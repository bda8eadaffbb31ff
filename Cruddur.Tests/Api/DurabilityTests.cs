using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cruddur.Tests.Api;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Answered_writes_survive_kill_9()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var answered = new ConcurrentBag<string>();

        using (var api = await ApiProcess.StartAsync(folder.Path, cancellationToken))
        {
            using var client = new HttpClient { BaseAddress = api.Address };
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, 4).Select(writer => WriteUntilItDiesAsync(client, writer)).ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(writers)).WaitAsync(cancellationToken);
            await api.KillAsync(cancellationToken);
            await Task.WhenAll(writers);

            async Task WriteUntilItDiesAsync(HttpClient http, int writer)
            {
                for (var i = 0; ; i++)
                {
                    try
                    {
                        var message = $"{writer}-{i}";
                        using var response = await http.PostAsJsonAsync("/api/activities", new { message, ttl = "1-day" }, cancellationToken);
                        response.EnsureSuccessStatusCode();
                        answered.Add(message);
                        if (answered.Count >= 40)
                            enough.TrySetResult();
                    }
                    catch (HttpRequestException e) when (e.StatusCode is null)
                    {
                        return;
                    }
                }
            }
        }

        using var again = await ApiProcess.StartAsync(folder.Path, cancellationToken);
        using var reader = new HttpClient { BaseAddress = again.Address };
        var found = new List<string>();
        var next = "/api/activities/home";
        while (next is not null)
        {
            using var response = await reader.GetAsync(next, cancellationToken);
            using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            found.AddRange(page.RootElement.EnumerateArray().Select(activity => activity.GetProperty("message").GetString()!));
            next = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }
        Assert.True(answered.Count >= 40);
        Assert.Empty(answered.Except(found));
        Assert.Equal(found.Count, found.Distinct().Count());
    }
}
