using System.Diagnostics;
using Cruddur.ServiceDefaults.Otlp;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Scrubbing;
using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Writes a page's span as OTLP's <c>Span</c>, under a resource that the server vouches for.</summary>
internal static class BrowserSpanWriter
{
    public const string ServiceName = "browser";
    public const string ScopeName = "Cruddur.Browser";

    public static OtlpScope Scope(ServiceResource server, string? userAgent)
    {
        List<KeyValuePair<string, object>> attributes =
        [
            new("service.name", ServiceName),
            new("service.version", server.Version),
            new("deployment.environment.name", server.EnvironmentName),
            new("telemetry.sdk.language", "webjs"),
        ];
        if (!string.IsNullOrEmpty(userAgent))
            attributes.Add(new("user_agent.original", userAgent.Length > BrowserBatch.MaxTextLength ? userAgent[..BrowserBatch.MaxTextLength] : userAgent));
        return new OtlpResource(attributes).Scope(ScopeName, null);
    }

    public static void Write(ProtobufWriter writer, BrowserSpan span, RecentDecisions.Remembered? decided)
    {
        writer.WriteBytes(1, Convert.FromHexString(span.TraceId!));
        writer.WriteBytes(2, Convert.FromHexString(span.SpanId!));
        var state = decided is { State.Length: > 0 } ? $"ot={decided.State}" : null;
        if (state is not null)
            writer.WriteString(3, state);
        if (!string.IsNullOrEmpty(span.ParentSpanId))
            writer.WriteBytes(4, Convert.FromHexString(span.ParentSpanId));
        writer.WriteString(5, Scrubber.Text(span.Name!));
        writer.WriteVarint(6, (ulong)span.Kind);
        writer.WriteFixed64(7, span.StartTimeUnixNano);
        writer.WriteFixed64(8, span.EndTimeUnixNano);
        foreach (var attribute in span.Attributes ?? [])
            writer.WriteAttribute(9, attribute!.Key!, ValueOf(attribute.Value!));
        if (SamplingWeight.Of(state) is var weight and > 1)
            writer.WriteAttribute(9, "SampleRate", weight);
        foreach (var occurred in span.Events ?? [])
            WriteEvent(writer, occurred!);
        if (span.Status is { Code: > 0 } status)
            WriteStatus(writer, status);
        if (decided?.Decision.IsSampled == true)
            writer.WriteFixed32(16, (uint)ActivityTraceFlags.Recorded);
    }

    private static void WriteStatus(ProtobufWriter writer, BrowserStatus status)
    {
        var message = writer.Begin(15);
        if (!string.IsNullOrEmpty(status.Message))
            writer.WriteString(2, Scrubber.Text(status.Message));
        writer.WriteVarint(3, (ulong)status.Code);
        writer.End(message);
    }

    private static void WriteEvent(ProtobufWriter writer, BrowserEvent occurred)
    {
        var message = writer.Begin(11);
        writer.WriteFixed64(1, occurred.TimeUnixNano);
        writer.WriteString(2, Scrubber.Text(occurred.Name!));
        foreach (var attribute in occurred.Attributes ?? [])
            writer.WriteAttribute(3, attribute!.Key!, ValueOf(attribute.Value!));
        writer.End(message);
    }

    private static object? ValueOf(BrowserValue value) => value switch
    {
        { StringValue: { } text } => text,
        { IntValue: { } whole } => whole,
        { DoubleValue: { } number } => number,
        _ => value.BoolValue,
    };
}
