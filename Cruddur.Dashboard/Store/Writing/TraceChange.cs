using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>What one batch adds to a trace.</summary>
internal sealed class TraceChange
{
    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    public long Spans { get; private set; }

    public long Errors { get; private set; }

    /// <summary>The span that names the trace: the earliest of those without a parent, else the earliest.</summary>
    public SpanRecord NamedBy { get; private set; }

    /// <summary>The resource of the span that names the trace.</summary>
    public long NamedByResource { get; private set; }

    public Slice Name => NamedBy.Name;

    public bool Rooted => NamedBy.ParentSpanId == 0;

    /// <summary>The resources that took part, with what they add.</summary>
    public Dictionary<long, ServiceChange> Services { get; } = [];

    public void Add(in SpanRecord span, long resource)
    {
        if (Spans == 0 || Ranks(span).CompareTo(Ranks(NamedBy)) < 0)
            (NamedBy, NamedByResource) = (span, resource);
        First = Math.Min(First, span.StartNanos);
        Last = Math.Max(Last, Math.Max(span.StartNanos, span.EndNanos));
        Spans++;
        var error = span.Status == SpanStatus.Error ? 1 : 0;
        Errors += error;
        var service = Services.GetValueOrDefault(resource, new(long.MaxValue, 0, 0));
        Services[resource] = new(Math.Min(service.First, span.StartNanos), service.Spans + 1, service.Errors + error);
    }

    private static (bool HasParent, long Start) Ranks(in SpanRecord span) => (span.ParentSpanId != 0, span.StartNanos);
}

/// <summary>What one batch adds to a service's part of a trace.</summary>
internal readonly record struct ServiceChange(long First, long Spans, long Errors);
