using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>What tests of hostile input ask of a dashboard afterwards.</summary>
internal static class Containment
{
    /// <summary>What was refused whole, the latest first.</summary>
    public static (RefusalReason Reason, long Times)[] Refused(this DashboardApplication dashboard) =>
    [
        .. dashboard.Services.GetRequiredService<RefusalCounts>().All
            .Where(count => count.Requests > 0)
            .Select(count => (Enum.Parse<RefusalReason>(count.Reason), count.Requests)),
    ];

    /// <summary>Nothing has failed that should have been refused, and a neighbour's span goes in and can be read.</summary>
    public static async Task AssertTakesAsync(this DashboardApplication dashboard)
    {
        Assert.Empty(dashboard.Errors.Lines);
        var span = TestSpan.Root(1_000_000);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("neighbour", span));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        var news = dashboard.Services.GetRequiredService<TelemetryNews>();
        for (var version = news.Version; (await dashboard.Reader.TraceAsync(span.TraceId, deadline.Token)).Count == 0;)
            version = await news.WaitAsync(version, deadline.Token);
    }
}
