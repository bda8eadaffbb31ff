using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Propagation;
using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>What the sink sends for spans, as the daemon gets it.</summary>
internal static class XRayCase
{
    public static readonly SegmentSettings Settings = new() { ServiceName = "api", ServiceVersion = "1.0.0" };

    /// <summary>Hands spans to a sink in the order of their ending, ends it, and answers with the documents in the order in which they left.</summary>
    public static async Task<IReadOnlyList<string>> DocumentsAsync(SegmentSettings settings, IEnumerable<Activity> spans, SinkAccounts? accounts = null)
    {
        using var daemon = new DaemonPeer();
        using var own = new SinkAccounts();
        var counted = accounts ?? own;
        using var queues = new DeliveryQueues(counted, TimeProvider.System);
        using var sink = new XRaySink(settings with { Daemon = daemon.Address }, queues, counted, TimeProvider.System);
        foreach (var span in spans)
            sink.Take(span);
        sink.Complete();
        var expected = (int)counted.Of("X-Ray", "segments").Total(DeliveryState.Queued);
        queues.Start(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var documents = await daemon.ReceiveAsync(expected);
        Assert.True(await queues.ShutdownAsync(TimeSpan.FromSeconds(5)));
        return documents;
    }

    /// <summary>The documents in one readable text, in which each span's id is its name.</summary>
    public static string Readably(IEnumerable<string> documents, IEnumerable<Activity> spans)
    {
        var text = new StringBuilder(DocumentForm.Of(new JsonArray([.. documents.Select(document => JsonNode.Parse(document))])));
        foreach (var span in spans)
        {
            var name = SegmentName.Clean(span.OperationName);
            if (span.TraceId.ToHexString() != CaseSpans.TraceId)
                text.Replace(XRayTraceId.Of(span.TraceId), $"<{name}'s trace>");
            text.Replace(span.SpanId.ToHexString(), $"<{name}>");
            for (var i = 0; i < 12; i++)
                text.Replace(SegmentIds.Derived(span.SpanId, i + 1), $"<{name}'s exception {i}>");
            text.Replace(SegmentIds.Derived(span.SpanId, 0x5E6), $"<{name}'s segment>");
        }

        return text.ToString();
    }

    public static string Readably(JsonElement documents) => DocumentForm.Of(JsonNode.Parse(documents.GetRawText())!);
}
