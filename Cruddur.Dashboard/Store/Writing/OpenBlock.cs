using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>
/// The block that is being filled. Its batches are whole in it, so that each that isn't sealed yet can wait in the file as the request it came in; one
/// that is larger than a block goes into blocks of its own at once.
/// </summary>
internal sealed class OpenBlock(RecordKind kind, long run, long nextId)
{
    public const int MaxRows = 4096;
    private const long MaxBytes = 8 << 20;

    private readonly ColumnsBuilder _columns = new();
    private readonly ChunksBuilder _chunks = new();
    private readonly SpanColumns _spans = new();
    private readonly List<OpenBatch> _batches = [];
    private Dictionary<UInt128, TraceChange> _changes = [];
    private Dictionary<long, int> _fresh = [];
    private (UInt128 Trace, TraceChange? Change) _last;
    private long _first = nextId;
    private (long First, long Last) _times = (long.MaxValue, long.MinValue);

    public RecordKind Kind => kind;

    public long Run => run;

    public int Rows => _columns.Rows;

    /// <summary>The batches in it.</summary>
    public IReadOnlyList<OpenBatch> Batches => _batches;

    /// <summary>What its batches that are nowhere in the file yet add to traces.</summary>
    public IReadOnlyDictionary<UInt128, TraceChange> Changes => _changes;

    /// <summary>How many rows each resource has in batches that are nowhere in the file yet.</summary>
    public IReadOnlyDictionary<long, int> Fresh => _fresh;

    /// <summary>Whether it has spans of a trace.</summary>
    public bool Has(ReadOnlySpan<byte> traceId) => _columns.Has(OwnColumn.Trace, traceId);

    /// <summary>Whether so much more would be too much for this block.</summary>
    public bool IsFullWith(int rows, long bytes) => Rows > 0 && (Rows + rows > MaxRows || _chunks.Bytes + bytes > MaxBytes);

    /// <summary>Whether the last batch has filled it by itself.</summary>
    public bool IsFull => Rows >= MaxRows || _chunks.Bytes >= MaxBytes;

    public void Add(in SpanRecord span, TelemetryBatch batch, (long Resource, long Scope) origin)
    {
        var weight = _spans.Add(_columns, batch.Payload, span, origin.Resource, origin.Scope);
        if (_last.Trace != span.TraceId || _last.Change is null)
        {
            if (!_changes.TryGetValue(span.TraceId, out var change))
                _changes.Add(span.TraceId, change = new());
            _last = (span.TraceId, change);
        }

        _last.Change!.Add(span, batch, origin.Resource, weight);
        AddBody(span.Body.Of(batch.Payload), span.StartNanos, origin.Resource);
    }

    public void Add(in LogRecord log, TelemetryBatch batch, (long Resource, long Scope) origin)
    {
        LogColumns.Add(_columns, batch.Payload, log, origin.Resource, origin.Scope, batch.ArrivedMillis);
        AddBody(log.Body.Of(batch.Payload), log.Nanos, origin.Resource);
    }

    /// <summary>Says that the rows behind those of the batches so far are this batch's.</summary>
    public void Close(TelemetryBatch batch, byte[] without)
    {
        var first = _batches.Count == 0 ? _first : _batches[^1].FirstId + _batches[^1].Rows;
        if (_first + Rows > first)
            _batches.Add(new(batch, first, (int)(_first + Rows - first), without));
    }

    /// <summary>Says that its batches are in the file.</summary>
    public void Journalled()
    {
        for (var at = 0; at < _batches.Count; at++)
            _batches[at] = _batches[at] with { Batch = null };
        Forget();
    }

    /// <summary>Ends it, and begins the next.</summary>
    public SealedBlock Seal()
    {
        var (firstRows, chunks) = _chunks.Take();
        var (directory, columns) = _columns.Encode(firstRows);
        var block = new SealedBlock
        {
            Kind = kind,
            Run = run,
            First = _first,
            Last = _first + Rows - 1,
            Rows = Rows,
            Times = _times,
            Directory = directory,
            Columns = columns,
            Chunks = chunks,
            Resources = SealedBlock.Count(_columns.Numbers(OwnColumn.Resource)),
            Traces = kind == RecordKind.Span ? [.. _columns.Distinct(OwnColumn.Trace).Select(id => Reading.TelemetryIds.Number(id))] : [],
            Changes = _changes,
            Fresh = _fresh,
            Journalled = [.. _batches.Where(batch => batch.Batch is null).Select(batch => batch.FirstId)],
        };
        Reset();
        return block;
    }

    /// <summary>Drops what is in it.</summary>
    public void Reset()
    {
        _first += Rows;
        _columns.Clear();
        _chunks.Clear();
        _batches.Clear();
        _times = (long.MaxValue, long.MinValue);
        Forget();
    }

    private void Forget()
    {
        _changes = [];
        _fresh = [];
        _last = default;
    }

    private void AddBody(ReadOnlySpan<byte> body, long time, long resource)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_fresh, resource, out _)++;
        _chunks.Add(body);
        _times = (Math.Min(_times.First, time), Math.Max(_times.Last, time));
    }
}

/// <summary>A batch in a block that isn't sealed.</summary>
/// <param name="Batch">The batch; null once it is in the file.</param>
/// <param name="FirstId">The number of its first record.</param>
/// <param name="Rows">How many of its records are in the block.</param>
/// <param name="Without">Which of its records had come before.</param>
internal sealed record OpenBatch(TelemetryBatch? Batch, long FirstId, int Rows, byte[] Without);
