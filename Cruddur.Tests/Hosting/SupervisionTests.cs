using System.Globalization;
using Cruddur.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Hosting;

public sealed class SupervisionTests
{
    private const string UntilStopped = "while :; do sleep 1; done";

    [Fact]
    public async Task A_resource_starts_when_what_it_waits_for_is_healthy_and_stops_before_it()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        var isHealthy = false;
        await using var health = await ServeAsync(() => Volatile.Read(ref isHealthy) ? 200 : 503);
        await using var run = new TestRun();
        using var folder = new TemporaryFolder();
        var mayEnd = Path.Combine(folder.Path, "may-end");
        var api = run.Add("api", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done").WithHttpEndpoint(port: PortOf(health)).WithHttpHealthCheck("/health");
        run.Add("web", $"trap 'while [ ! -e {mayEnd} ]; do sleep 0.05; done; exit 0' TERM; echo ready; while :; do sleep 0.1; done").WaitFor(api);

        var logs = await run.StartAsync();
        var waiting = await run.Until("api", state => state.Message is not null);
        Assert.Equal($"http://localhost:{PortOf(health)}/health answers 503", waiting.Message);
        Assert.Equal((ResourceState.Waiting, "waits for api"), (run.States["web"].State, run.States["web"].Message));

        Volatile.Write(ref isHealthy, true);
        await run.Until("web", ResourceState.Running);
        Assert.Equal(ResourceHealth.Healthy, run.States["api"].Health);
        // Their traps are set.
        await Task.WhenAll(TestRun.FirstLine(logs["api"]), TestRun.FirstLine(logs["web"]));

        var stopping = run.StopAsync();
        await run.Until("web", ResourceState.Stopping);
        Assert.Equal(ResourceState.Running, run.States["api"].State);
        await File.WriteAllTextAsync(mayEnd, "", TestContext.Current.CancellationToken);
        await stopping;
        Assert.Equal((ResourceState.Finished, ResourceState.Finished), (run.States["web"].State, run.States["api"].State));
        Assert.False(run.HasFailed);
    }

    [Fact]
    public async Task A_crash_is_told_with_the_exit_code_and_the_last_lines_and_dependents_say_what_they_wait_for()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        await using var run = new TestRun();
        var api = run.Add("api", "echo starting; echo it broke >&2; exit 7").WithHttpEndpoint().WithHttpHealthCheck("/health");
        run.Add("web", UntilStopped).WaitFor(api);

        await run.StartAsync();
        var crashed = await run.Until("api", ResourceState.Exited);
        Assert.Equal((7, "ended by itself with exit code 7"), (crashed.ExitCode, crashed.Message));
        var web = await run.Until("web", state => state.Message?.Contains("ended", StringComparison.Ordinal) is true);
        Assert.Equal("waits for api, which ended with exit code 7", web.Message);

        await run.StopAsync();
        Assert.True(run.HasFailed);
        Assert.Matches(
            """
            \A  api          ended by itself after \d+\.\d s, exit code 7\. It printed last:
              api          starts
              api          \| it broke
              api          \| starting
              web          waits for api, which ended with exit code 7
            Stopping\. Ctrl\+C again kills at once\.
            \z
            """.ReplaceLineEndings("\n"),
            // Two resources' lines may come in either order.
            string.Concat(run.Console.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n")));
    }

    [Fact]
    public async Task A_resource_that_can_not_start_fails_alone()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        await using var run = new TestRun();
        run.Add("box", "/no/such/program", []);
        run.Add("api", UntilStopped);

        await run.StartAsync();
        var box = await run.Until("box", ResourceState.FailedToStart);
        Assert.Equal("there is no program /no/such/program", box.Message);
        await run.Until("api", ResourceState.Running);
        Assert.True(run.HasFailed);
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_to_stop_is_killed_after_the_grace()
    {
        Assert.SkipUnless(TestRun.HasShell, TestRun.NoShell);
        await using var run = new TestRun { Timings = new RunTimings { StopGrace = TimeSpan.FromMilliseconds(200) } };
        run.Add("stubborn", $"trap '' TERM; echo ready; {UntilStopped}");

        var logs = await run.StartAsync();
        await TestRun.FirstLine(logs["stubborn"]);
        var pid = (await run.Until("stubborn", ResourceState.Running)).Pid!.Value;
        await run.StopAsync();

        Assert.Equal(137, run.States["stubborn"].ExitCode);
        Assert.Null(ProcessIdentity.StartOf(pid));
    }

    [Fact]
    public async Task Nothing_that_a_process_has_forked_outlives_it()
    {
        Assert.SkipUnless(TestRun.HasShell && Executable.Find("setsid") is not null, TestRun.NoShell);
        await using var run = new TestRun();
        run.Add("parent", "sh -c 'trap \"\" TERM; while :; do sleep 1; done' & echo $!; exit 3");

        var logs = await run.StartAsync();
        var child = int.Parse(await TestRun.FirstLine(logs["parent"]), CultureInfo.InvariantCulture);
        await run.Until("parent", ResourceState.Exited);

        Assert.Null(ProcessIdentity.StartOf(child));
    }

    private static async Task<WebApplication> ServeAsync(Func<int> status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapGet("/health", () => Results.StatusCode(status()));
        await server.StartAsync();
        return server;
    }

    private static int PortOf(WebApplication server) => new Uri(server.Urls.Single()).Port;
}
