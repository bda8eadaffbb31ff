using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>How it ended, in X-Ray's words.</summary>
/// <param name="Error">The caller's fault (4xx).</param>
/// <param name="Throttle">Asked too often (429).</param>
/// <param name="Fault">The callee's fault (5xx, or an exception).</param>
internal readonly record struct SegmentOutcome(bool Error, bool Throttle, bool Fault)
{
    /// <summary>A status that says so decides; without one, the span's own status and whether it has an exception.</summary>
    public static SegmentOutcome Of(Activity span, SpanTags tags, bool hasException) => tags.Request.StatusCode switch
    {
        429 => new(Error: true, Throttle: true, Fault: false),
        >= 400 and < 500 => new(Error: true, Throttle: false, Fault: false),
        >= 500 => new(Error: false, Throttle: false, Fault: true),
        null => new(Error: false, Throttle: false, Fault: hasException || span.Status == ActivityStatusCode.Error),
        _ => new(Error: false, Throttle: false, Fault: span.Status == ActivityStatusCode.Error),
    };
}
