namespace Cruddur.Dashboard.Query.Completion;

/// <summary>What completion says of a field.</summary>
/// <param name="Detail">What the field is.</param>
/// <param name="Usual">The operator that it is mostly used with.</param>
/// <param name="Values">Values that it is compared with whatever is stored.</param>
internal sealed record FieldHint(string Detail, string Usual = "=", params IReadOnlyList<string> Values)
{
    private static readonly string[] Orders = ["=", "!=", ">", ">=", "<", "<="];
    private static readonly string[] Words = ["=", "!=", ":", ":*"];
    private static readonly string[] All = ["=", "!=", ":", ">", ">=", "<", "<=", ":*"];

    /// <summary>The hint for a field.</summary>
    public static FieldHint Of(Field field) => field.Kind switch
    {
        FieldKind.Attribute => new("attribute"),
        FieldKind.ResourceAttribute => new("attribute of the resource"),
        FieldKind.EventAttribute => new("attribute of an event"),
        FieldKind.EventName => new("an event's name"),
        FieldKind.Service => new("service.name"),
        FieldKind.Scope => new("source or category"),
        FieldKind.TraceId => new("the trace's id"),
        FieldKind.SpanId => new("the span's id"),
        FieldKind.ParentId => new("the parent span's id; a root has none", ":*"),
        FieldKind.Time => new("start, or a while ago", ">", "-5m", "-15m", "-1h", "-1d"),
        FieldKind.Name => new("the span's name"),
        FieldKind.Kind => new("the span's side of a call", "=", "server", "client", "internal", "producer", "consumer"),
        FieldKind.Status => new("how the span ended", "=", "error", "ok", "unset"),
        FieldKind.StatusMessage => new("what the status says", ":"),
        FieldKind.Duration => new("how long the span took", ">", "10ms", "100ms", "1s", "10s"),
        FieldKind.Level => new("severity", ">=", "critical", "error", "warning", "information", "debug", "trace"),
        _ => new("the log record's text", ":"),
    };

    /// <summary>The operators that a field goes with, and <c>:*</c>, the usual one first.</summary>
    public IEnumerable<string> Operators(FieldKind kind) => (kind switch
    {
        FieldKind.Duration or FieldKind.Time or FieldKind.Level => Orders,
        FieldKind.Attribute or FieldKind.ResourceAttribute or FieldKind.EventAttribute => All,
        _ => Words,
    }).OrderBy(one => one != Usual);
}
