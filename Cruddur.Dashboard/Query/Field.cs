namespace Cruddur.Dashboard.Query;

/// <summary>What a condition looks at.</summary>
/// <param name="Kind">Which of the record's own fields, or whose attribute.</param>
/// <param name="Key">The attribute's key; empty for the record's own fields.</param>
internal readonly record struct Field(FieldKind Kind, string Key = "");

/// <summary>The fields that records have by themselves, and the two places of attributes.</summary>
internal enum FieldKind
{
    /// <summary>The record's own attribute, or, where it has none of that key, its resource's.</summary>
    Attribute,

    /// <summary>An attribute of who sent it.</summary>
    ResourceAttribute,

    /// <summary>An attribute of one of the span's events.</summary>
    EventAttribute,

    /// <summary>The name of one of the span's events, or of the log record's event.</summary>
    EventName,

    /// <summary><c>service.name</c>.</summary>
    Service,

    /// <summary>The name of the source or category that made it.</summary>
    Scope,

    /// <summary>The trace's id as 32 hexadecimal digits; X-Ray's form will do.</summary>
    TraceId,

    /// <summary>The span's id as 16 hexadecimal digits.</summary>
    SpanId,

    /// <summary>When it started, or was written: nanoseconds since the Unix epoch.</summary>
    Time,

    /// <summary>The span's name.</summary>
    Name,

    /// <summary>The span's kind, in lower case: <c>server</c>.</summary>
    Kind,

    /// <summary>The span's status, in lower case: <c>unset</c>, <c>ok</c>, <c>error</c>.</summary>
    Status,

    /// <summary>What the span's status says.</summary>
    StatusMessage,

    /// <summary>How long the span took, in nanoseconds.</summary>
    Duration,

    /// <summary>The parent's id as 16 hexadecimal digits; a root has none.</summary>
    ParentId,

    /// <summary>The log record's severity, by OTLP's number: 1-4 trace, 5-8 debug, 9-12 information, 13-16 warning, 17-20 error, 21-24 critical.</summary>
    Level,

    /// <summary>The log record's text.</summary>
    Message,
}
