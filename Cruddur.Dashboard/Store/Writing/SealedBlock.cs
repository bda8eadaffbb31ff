using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>A block that is to be written.</summary>
internal sealed class SealedBlock
{
    public required RecordKind Kind { get; init; }

    public required long Run { get; init; }

    /// <summary>The number of its first record.</summary>
    public required long First { get; init; }

    /// <summary>The number of its last record.</summary>
    public required long Last { get; init; }

    public required int Rows { get; init; }

    public required (long First, long Last) Times { get; init; }

    public required BlockDirectory Directory { get; init; }

    public required IReadOnlyList<byte[]> Columns { get; init; }

    public required IReadOnlyList<byte[]> Chunks { get; init; }

    /// <summary>How many rows each resource has.</summary>
    public required IReadOnlyDictionary<long, int> Resources { get; init; }

    /// <summary>How many rows each resource has.</summary>
    public static IReadOnlyDictionary<long, int> Count(ReadOnlySpan<long> resources)
    {
        var counts = new Dictionary<long, int>();
        foreach (var resource in resources)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, resource, out _)++;
        return counts;
    }

    /// <summary>The traces that its spans are of.</summary>
    public required IReadOnlyList<UInt128> Traces { get; init; }

    /// <summary>What those of its records that were nowhere in the file yet add to traces.</summary>
    public IReadOnlyDictionary<UInt128, TraceChange> Changes { get; init; } = new Dictionary<UInt128, TraceChange>();

    /// <summary>How many rows each resource has of those that were nowhere in the file yet.</summary>
    public IReadOnlyDictionary<long, int> Fresh { get; init; } = new Dictionary<long, int>();

    /// <summary>The requests that waited in the file for it, by the number of their first record.</summary>
    public IReadOnlyList<long> Journalled { get; init; } = [];
}
