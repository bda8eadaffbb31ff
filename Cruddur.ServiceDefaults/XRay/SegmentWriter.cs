using System.Diagnostics;
using Cruddur.ServiceDefaults.Propagation;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Writes a span as X-Ray's document: a segment, or an independent subsegment (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html).</summary>
internal sealed class SegmentWriter(SegmentSettings settings)
{
    private readonly SpanTags _tags = new();

    /// <summary>Writes one document.</summary>
    /// <param name="document">Where to write it.</param>
    /// <param name="node">The span.</param>
    /// <param name="nested">Whether with the spans inside it.</param>
    public void Write(DocumentWriter document, SpanNode node, bool nested)
    {
        var span = node.Span;
        _tags.AnnotationLimit = TagRule.MaxAnnotations;
        document.Json.BeginObject();
        document.TraceId("trace_id"u8, span.TraceId);
        if (!SpanNode.IsSegment(span))
        {
            document.SpanId("parent_id"u8, SpanNode.ParentOf(span)?.SpanId ?? span.ParentSpanId);
            document.Known("type"u8, "subsegment");
            WriteSubsegment(document, node, nested);
        }
        else if (span.Kind is ActivityKind.Client or ActivityKind.Producer)
            WriteCaller(document, node, nested);
        else
            WriteSegment(document, node, nested);
        document.Json.EndObject();
    }

    private void WriteSegment(DocumentWriter document, SpanNode node, bool nested)
    {
        var span = node.Span;
        _tags.Read(span, isSegment: true);
        var name = SegmentName.Clean(SegmentName.OfSegment(span, _tags, settings));
        document.SpanId("id"u8, span.SpanId);
        WriteRemoteParent(document, span);
        WriteCommon(document, span, name);
        WriteService(document);
        AwsBlock.WriteSegment(document, _tags.SamplingRule, settings.LogGroup);
        document.Text("user"u8, _tags.User);
        WriteDetails(document, span, name);
        if (nested)
            WriteChildren(document, node);
    }

    // A call that nothing here asked for is a segment of the service, in which the call is the one subsegment.
    private void WriteCaller(DocumentWriter document, SpanNode node, bool nested)
    {
        document.Known("id"u8, SegmentIds.Derived(node.Span.SpanId, 0x5E6));
        WriteRemoteParent(document, node.Span);
        WriteCommon(document, node.Span, SegmentName.Clean(settings.ServiceName));
        WriteService(document);
        AwsBlock.WriteSegment(document, node.Span.GetTagItem(SpanTags.RuleTag) as string, settings.LogGroup);
        document.Json.BeginArray("subsegments"u8);
        document.Json.BeginObject();
        WriteSubsegment(document, node, nested);
        document.Json.EndObject();
        document.Json.EndArray();
    }

    private void WriteSubsegment(DocumentWriter document, SpanNode node, bool nested)
    {
        var span = node.Span;
        _tags.Read(span, isSegment: false);
        var name = SegmentName.Clean(SegmentName.OfSubsegment(span, _tags));
        document.SpanId("id"u8, span.SpanId);
        WriteCommon(document, span, name);
        if (_tags.AwsCall.IsPresent)
        {
            document.Known("namespace"u8, "aws");
            AwsBlock.WriteCall(document, _tags.AwsCall);
        }
        else if (span.Kind is ActivityKind.Client or ActivityKind.Producer)
            document.Known("namespace"u8, "remote");
        WriteDetails(document, span, name);
        if (nested)
            WriteChildren(document, node);
    }

    private static void WriteRemoteParent(DocumentWriter document, Activity span)
    {
        if (span.ParentSpanId is var parent && parent != default && !XRayTraceHeader.IsUnseenParent(span.TraceId, parent))
            document.SpanId("parent_id"u8, parent);
    }

    private static void WriteCommon(DocumentWriter document, Activity span, string name)
    {
        document.Known("name"u8, name);
        document.Time("start_time"u8, span.StartTimeUtc);
        document.Time("end_time"u8, span.StartTimeUtc + span.Duration);
    }

    private void WriteService(DocumentWriter document)
    {
        if (settings.Origin is not null)
            document.Known("origin"u8, settings.Origin);
        if (settings.ServiceVersion is null)
            return;
        document.Json.BeginObject("service"u8);
        document.Known("version"u8, settings.ServiceVersion);
        document.Json.EndObject();
    }

    private void WriteDetails(DocumentWriter document, Activity span, string name)
    {
        var hasException = CauseBlock.HasException(span);
        var outcome = SegmentOutcome.Of(span, _tags, hasException);
        document.Flag("error"u8, outcome.Error);
        document.Flag("throttle"u8, outcome.Throttle);
        document.Flag("fault"u8, outcome.Fault);
        if (hasException || span.Status == ActivityStatusCode.Error)
            CauseBlock.Write(document, span, _tags.ErrorType);
        if (_tags.Request.IsPresent)
            HttpBlock.Write(document, _tags.Request, _tags.Peer);
        if (_tags.Query.IsPresent)
            SqlBlock.Write(document, _tags.Query, _tags.Peer);
        TagBlocks.WriteAnnotations(document, _tags.Annotations);
        _tags.AnnotationLimit -= _tags.Annotations.Count;
        _tags.AddSpanMetadata(span, name);
        TagBlocks.WriteMetadata(document, _tags.Metadata);
        TagBlocks.WriteLinks(document, span);
    }

    private void WriteChildren(DocumentWriter document, SpanNode node)
    {
        if (node.Children.Count == 0)
            return;
        document.Json.BeginArray("subsegments"u8);
        foreach (var child in node.Children)
        {
            document.Json.BeginObject();
            WriteSubsegment(document, child, nested: true);
            document.Json.EndObject();
        }

        document.Json.EndArray();
    }
}
