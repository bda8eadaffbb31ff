namespace Cruddur.Dashboard.Store.Writing;

/// <summary>What spans add to a trace. Their batches are kept until it is applied.</summary>
internal sealed class TraceChange
{
    private TelemetryBatch? _namedIn;

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    public long Spans { get; private set; }

    public long Errors { get; private set; }

    /// <summary>How many traces it stands for.</summary>
    public long Weight { get; private set; } = 1;

    /// <summary>When the last of its spans came, in milliseconds.</summary>
    public long ArrivedMillis { get; private set; }

    /// <summary>The span that names the trace: the earliest of those without a parent, else the earliest.</summary>
    public SpanRecord NamedBy { get; private set; }

    /// <summary>The resource of the span that names the trace.</summary>
    public long NamedByResource { get; private set; }

    public ReadOnlySpan<byte> Name => NamedBy.Name.Of(_namedIn!.Payload);

    public bool Rooted => NamedBy.ParentSpanId == 0;

    /// <summary>The resources that took part, with what they add; few, so a list.</summary>
    public List<ServiceChange> Services { get; } = new(1);

    public void Add(in SpanRecord span, TelemetryBatch batch, long resource, long weight)
    {
        if (Spans == 0 || Ranks(span).CompareTo(Ranks(NamedBy)) < 0)
            (NamedBy, NamedByResource, _namedIn) = (span, resource, batch);
        First = Math.Min(First, span.StartNanos);
        Last = Math.Max(Last, Math.Max(span.StartNanos, span.EndNanos));
        Spans++;
        var error = span.Status == SpanStatus.Error ? 1 : 0;
        Errors += error;
        Weight = Math.Max(Weight, weight);
        ArrivedMillis = batch.ArrivedMillis;
        var at = Services.FindIndex(service => service.Resource == resource);
        if (at < 0)
            Services.Add(new(resource, span.StartNanos, 1, error));
        else
            Services[at] = new(resource, Math.Min(Services[at].First, span.StartNanos), Services[at].Spans + 1, Services[at].Errors + error);
    }

    private static (bool HasParent, long Start) Ranks(in SpanRecord span) => (span.ParentSpanId != 0, span.StartNanos);
}

/// <summary>What spans add to a service's part of a trace.</summary>
internal readonly record struct ServiceChange(long Resource, long First, long Spans, long Errors);
