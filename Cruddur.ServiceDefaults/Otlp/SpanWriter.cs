using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Writes an ended activity as OTLP's <c>Span</c>.</summary>
internal static class SpanWriter
{
    private const uint HasIsRemote = 0x100;
    private const uint IsRemote = 0x200;

    public static void Write(ProtobufWriter writer, Activity span)
    {
        Span<byte> id = stackalloc byte[16];
        span.TraceId.CopyTo(id);
        writer.WriteBytes(1, id);
        span.SpanId.CopyTo(id[..8]);
        writer.WriteBytes(2, id[..8]);
        if (!string.IsNullOrEmpty(span.TraceStateString))
            writer.WriteString(3, span.TraceStateString);
        if (span.ParentSpanId != default)
        {
            span.ParentSpanId.CopyTo(id[..8]);
            writer.WriteBytes(4, id[..8]);
        }

        writer.WriteString(5, Scrubber.Text(span.DisplayName));
        // OTLP counts the kinds from one.
        writer.WriteVarint(6, (ulong)span.Kind + 1);
        var start = UnixNanoseconds(span.StartTimeUtc);
        writer.WriteFixed64(7, start);
        writer.WriteFixed64(8, start + ((ulong)span.Duration.Ticks * TimeSpan.NanosecondsPerTick));
        foreach (ref readonly var tag in span.EnumerateTagObjects())
            writer.WriteAttribute(9, tag.Key, tag.Value);
        if (SamplingWeight.Of(span.TraceStateString) is var weight and > 1)
            writer.WriteAttribute(9, "SampleRate", weight);
        foreach (ref readonly var occurred in span.EnumerateEvents())
            WriteEvent(writer, occurred);
        foreach (ref readonly var link in span.EnumerateLinks())
            WriteLink(writer, link);
        WriteStatus(writer, span);
        writer.WriteFixed32(16, (uint)span.ActivityTraceFlags | HasIsRemote | (span.HasRemoteParent ? IsRemote : 0));
    }

    public static ulong UnixNanoseconds(DateTime time) => (ulong)(time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static void WriteEvent(ProtobufWriter writer, in ActivityEvent occurred)
    {
        var message = writer.Begin(11);
        writer.WriteFixed64(1, UnixNanoseconds(occurred.Timestamp.UtcDateTime));
        writer.WriteString(2, Scrubber.Text(occurred.Name));
        foreach (ref readonly var tag in occurred.EnumerateTagObjects())
            writer.WriteAttribute(3, tag.Key, tag.Value);
        writer.End(message);
    }

    private static void WriteLink(ProtobufWriter writer, in ActivityLink link)
    {
        Span<byte> id = stackalloc byte[16];
        var message = writer.Begin(13);
        link.Context.TraceId.CopyTo(id);
        writer.WriteBytes(1, id);
        link.Context.SpanId.CopyTo(id[..8]);
        writer.WriteBytes(2, id[..8]);
        if (!string.IsNullOrEmpty(link.Context.TraceState))
            writer.WriteString(3, link.Context.TraceState);
        foreach (ref readonly var tag in link.EnumerateTagObjects())
            writer.WriteAttribute(4, tag.Key, tag.Value);
        writer.WriteFixed32(6, (uint)link.Context.TraceFlags | HasIsRemote | (link.Context.IsRemote ? IsRemote : 0));
        writer.End(message);
    }

    private static void WriteStatus(ProtobufWriter writer, Activity span)
    {
        if (span.Status == ActivityStatusCode.Unset)
            return;

        var message = writer.Begin(15);
        if (span.Status == ActivityStatusCode.Error && !string.IsNullOrEmpty(span.StatusDescription))
            writer.WriteString(2, Scrubber.Text(span.StatusDescription));
        // Activity and OTLP agree on the numbers of Ok and Error.
        writer.WriteVarint(3, (ulong)span.Status);
        writer.End(message);
    }
}
