using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>The shape of what <see cref="TelemetryResult"/> writes, for those who read about it.</summary>
internal sealed record TelemetryAnswer(
    [property: Description("A document of OTLP in JSON: {\"resourceSpans\":[…]}, {\"resourceLogs\":[…]} or {\"resourceMetrics\":[…]}.")] JsonObject Data,
    [property: Description("How many match.")] long TotalCount,
    [property: Description("How many of them are here.")] long ReturnedCount);
