using System.Diagnostics;
using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>A span's tags sorted by where they go in X-Ray: fields, annotations, metadata (<see cref="TagRule"/>). One object serves span after span.</summary>
/// <remarks>A tag is part of a field only where the span has that field; else it is metadata like any other.</remarks>
internal sealed class SpanTags
{
    /// <summary>Of more tags than this on one span the first count.</summary>
    public const int MaxTags = 1000;

    /// <summary>The metadata's key under which the events of a span are written.</summary>
    public const string Events = "span.events";

    /// <summary>The rule by which the sampler took the span.</summary>
    public const string RuleTag = "aws.xray.sampling_rule_name";

    private KeyValuePair<string, object> _user;

    public RequestTags Request { get; } = new();

    public QueryTags Query { get; } = new();

    public AwsCallTags AwsCall { get; } = new();

    public PeerTags Peer { get; } = new();

    /// <summary>Of more annotations than this the first are, and the others are metadata.</summary>
    public int AnnotationLimit { get; set; } = TagRule.MaxAnnotations;

    /// <summary>By their tags' keys: dots are still to become underscores.</summary>
    public List<KeyValuePair<string, object>> Annotations { get; } = [];

    public List<MetadataEntry> Metadata { get; } = [];

    /// <summary>Who sent a segment's request: the best of <c>enduser.id</c>, <c>user.id</c> and <c>user.name</c>.</summary>
    public string? User => _user.Value as string;

    public string? ErrorType { get; private set; }

    /// <summary>The rule by which a segment was sampled.</summary>
    public string? SamplingRule { get; private set; }

    public void Read(Activity span, bool isSegment)
    {
        Clear();
        var left = MaxTags;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            if (tag.Value is null)
                continue;
            if (left-- == 0)
            {
                Metadata.Add(new("span.tags_left_out", span.TagObjects.Count() - MaxTags));
                break;
            }

            if (tag is { Key: RuleTag, Value: string rule })
                SamplingRule = rule;
            else if (!(Request.TryTake(tag.Key, tag.Value) || Query.TryTake(tag.Key, tag.Value) || Peer.TryTake(tag.Key, tag.Value) || AwsCall.TryTake(tag.Key, tag.Value)
                || (isSegment && TryTakeSegmentField(tag.Key, tag.Value))))
                Place(tag.Key, tag.Value);
        }

        PlaceUnless(Request.IsPresent, Request);
        PlaceUnless(Query.IsPresent, Query);
        PlaceUnless(Request.IsPresent || Query.IsPresent, Peer);
        PlaceUnless(AwsCall.IsPresent, AwsCall);
    }

    /// <summary>Adds what a document has no field for: the span's name where it isn't the document's, and its events.</summary>
    public void AddSpanMetadata(Activity span, string documentName)
    {
        if (span.DisplayName != documentName)
            AddMetadata("span.name", span.DisplayName);
        foreach (ref readonly var occurrence in span.EnumerateEvents())
        {
            if (occurrence.Name is CauseBlock.ExceptionEvent)
                continue;
            AddMetadata(Events, span);
            break;
        }
    }

    private bool TryTakeSegmentField(string key, object value)
    {
        if (value is not string text)
            return false;

        var rank = RankOfUser(key);
        if (rank == 0 || rank <= RankOfUser(_user.Key))
            return false;
        if (_user.Key is not null)
            Place(_user.Key, _user.Value);
        _user = new(key, text);
        return true;
    }

    private static int RankOfUser(string? key) => key switch
    {
        "enduser.id" => 3,
        "user.id" => 2,
        "user.name" => 1,
        _ => 0,
    };

    private void PlaceUnless(bool isField, FieldTags tags)
    {
        if (isField)
            return;
        foreach (var (key, value) in tags.Held)
            Place(key, value);
    }

    // The same key twice, by AddTag: the first counts, as it does for OpenTelemetry.
    private void Place(string key, object value)
    {
        if (key is "error.type")
            ErrorType = value as string;
        if (Scrubber.Value(key, value) is not { } shown)
            return;

        if (!TryAnnotate(key, shown))
            AddMetadata(key, shown);
    }

    private bool TryAnnotate(string key, object value)
    {
        if (!TagRule.IsAnnotation(key, value))
            return false;
        foreach (var annotation in Annotations)
        {
            if (TagRule.SameAnnotation(annotation.Key, key))
                return annotation.Key == key;
        }

        if (Annotations.Count >= AnnotationLimit)
            return false;
        Annotations.Add(new(key, value));
        return true;
    }

    private void AddMetadata(string key, object value)
    {
        foreach (var entry in Metadata)
        {
            if (entry.Key == key)
                return;
        }

        Metadata.Add(new(key, value));
    }

    private void Clear()
    {
        Request.Clear();
        Query.Clear();
        AwsCall.Clear();
        Peer.Clear();
        Annotations.Clear();
        Metadata.Clear();
        _user = default;
        ErrorType = SamplingRule = null;
    }
}
