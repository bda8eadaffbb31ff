namespace Cruddur.Dashboard.Store.Reading;

/// <summary>A trace's row, filled by property: SQLite has no type for the service's column, which is an expression.</summary>
internal sealed record TraceRow
{
    public long Id { get; init; }

    public long Run { get; init; }

    public byte[] TraceId { get; init; } = [];

    public string Name { get; init; } = "";

    public string Service { get; init; } = "";

    public long First { get; init; }

    public long Last { get; init; }

    public int Spans { get; init; }

    public int Errors { get; init; }

    public TraceKey Key => new(Id, Run, TraceId);
}

/// <summary>What a trace is found by: its row, and what stands in the blocks.</summary>
internal sealed record TraceKey(long Id, long Run, byte[] TraceId);
