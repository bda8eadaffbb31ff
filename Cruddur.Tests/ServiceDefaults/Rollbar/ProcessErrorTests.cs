using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cruddur.ServiceDefaults.Rollbar;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class ProcessErrorTests
{
    [Fact]
    public async Task Exception_that_ends_the_process_is_critical_and_has_left_before_the_end()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        ErrorsOf(service).Report(new InvalidOperationException("the end"));

        var item = Assert.Single(peer.Items);
        Assert.Equal(
            ("critical", "InvalidOperationException: the end", "The process ends: nobody caught this exception."),
            (item.GetProperty("level").GetString(), item.GetProperty("title").GetString(), item.GetProperty("custom").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Spans_of_a_process_that_ends_have_left_before_the_end()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer, settings: new() { ["Dashboard:OtlpEndpoint"] = receiver.Url });
        var errors = ErrorsOf(service);
        using (var source = new ActivitySource("Cruddur.Tests"))
            source.StartActivity("the last")!.Dispose();
        errors.Report(new InvalidOperationException("the end"));
        Assert.Contains(receiver.Spans, span => span.Name == "the last");
    }

    [Fact]
    public async Task End_of_the_process_waits_two_seconds_at_most_for_a_rollbar_that_never_answers()
    {
        await using var peer = await RollbarPeer.StartAsync();
        peer.Plan(NeverAsync);
        await using var service = await FailingEndpoints.StartAsync(peer);
        var started = TimeProvider.System.GetTimestamp();
        ErrorsOf(service).Report(new InvalidOperationException("the end"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Task_that_nobody_waited_for_is_a_warning()
    {
        await using var peer = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(peer);
        Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        var item = await peer.NextAsync();
        Assert.Equal("warning", item.GetProperty("level").GetString());
        Assert.Contains("forgotten", item.GetRawText(), StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget() => _ = Task.FromException(new TimeoutException("forgotten"));

    private static ProcessErrors ErrorsOf(TestService service) => service.App.Services.GetServices<IHostedService>().OfType<ProcessErrors>().Single();

    private static Task NeverAsync(HttpContext http)
    {
        var never = new TaskCompletionSource();
        http.RequestAborted.Register(never.SetResult);
        return never.Task;
    }
}
