using System.Text.Json;
using Cruddur.Tests.ServiceDefaults;
using Cruddur.Tests.ServiceDefaults.CloudWatchLogs;
using Cruddur.Tests.ServiceDefaults.Rollbar;
using Cruddur.Tests.ServiceDefaults.XRay;

namespace Cruddur.Tests.Recipes;

/// <summary>A receiver in each backend's place, and the settings by which a service reaches them.</summary>
internal sealed class FourBackends(OtlpReceiver honeycomb, CloudWatchPeer cloudWatch, RollbarPeer rollbar) : IAsyncDisposable
{
    private readonly DaemonPeer _daemon = new();

    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["HONEYCOMB_API_KEY"] = "key",
        ["HONEYCOMB_ENDPOINT"] = honeycomb.Url,
        ["AWS_XRAY_DAEMON_ADDRESS"] = $"127.0.0.1:{_daemon.Port}",
        ["CloudWatchLogs:LogGroup"] = "cruddur",
        ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = cloudWatch.Url,
        ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken,
        ["ROLLBAR_ENDPOINT"] = rollbar.Url,
        ["OTEL_SERVICE_NAME"] = "api",
    };

    public static async Task<FourBackends> StartAsync() =>
        new(await OtlpReceiver.StartAsync(), await CloudWatchPeer.StartAsync(), await RollbarPeer.StartAsync());

    /// <summary>What each backend was sent of one trace of one segment, as the text of its JSON documents.</summary>
    /// <remarks>Servers of other tests run in this process too, and a service hears of their requests.</remarks>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(string traceId)
    {
        return new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["Honeycomb"] = [.. honeycomb.Exports.SelectMany(export => Scopes(export.Document)).Where(IsOfTrace)],
            ["X-Ray"] = [await SegmentAsync($"1-{traceId[..8]}-{traceId[8..]}")],
            ["CloudWatch Logs"] = [.. cloudWatch.Store.Messages.Where(IsOfTrace)],
            ["Rollbar"] = [.. rollbar.Items.Select(item => item.GetRawText()).Where(IsOfTrace)],
        };

        bool IsOfTrace(string document) => document.Contains(traceId, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _daemon.Dispose();
        await honeycomb.DisposeAsync();
        await cloudWatch.DisposeAsync();
        await rollbar.DisposeAsync();
    }

    private static IEnumerable<string> Scopes(JsonElement document) =>
        from signal in new[] { (Resources: "resourceSpans", Scopes: "scopeSpans"), (Resources: "resourceLogs", Scopes: "scopeLogs") }
        from resource in OtlpText.Items(document, signal.Resources)
        from scope in OtlpText.Items(resource, signal.Scopes)
        select scope.GetRawText();

    private async Task<string> SegmentAsync(string traceId)
    {
        while (true)
        {
            var document = Assert.Single(await _daemon.ReceiveAsync(1));
            if (document.Contains(traceId, StringComparison.Ordinal))
                return document;
        }
    }
}
