namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>
/// What was read from the file, ready to be searched: parts that never change, so that nothing here can be stale. What wasn't used for the
/// longest goes first when there is too much.
/// </summary>
internal sealed class BlockCache(long maxBytes)
{

    private readonly Lock _lock = new();
    private readonly Dictionary<(BlockPart Part, long Id), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _used = new();
    private long _bytes;

    /// <summary>Finds a part, or makes it.</summary>
    /// <param name="part">What kind of part it is.</param>
    /// <param name="id">Which of that kind.</param>
    /// <param name="state">What is needed to make it.</param>
    /// <param name="make">Makes it, and says about how many bytes it holds.</param>
    public T Get<T, TState>(BlockPart part, long id, TState state, Func<TState, long, (T Value, int Bytes)> make)
        where T : class
    {
        lock (_lock)
        {
            if (_entries.TryGetValue((part, id), out var node))
            {
                _used.Remove(node);
                _used.AddFirst(node);
                return (T)node.Value.Value;
            }
        }

        var (made, bytes) = make(state, id);
        lock (_lock)
        {
            // Somebody else may have made it at the same time.
            if (_entries.TryAdd((part, id), new(new(part, id, made, bytes))))
            {
                _used.AddFirst(_entries[(part, id)]);
                _bytes += bytes;
            }

            for (; _bytes > maxBytes; _used.RemoveLast())
            {
                var oldest = _used.Last!.Value;
                _entries.Remove((oldest.Part, oldest.Id));
                _bytes -= oldest.Bytes;
            }
        }

        return made;
    }

    private sealed record Entry(BlockPart Part, long Id, object Value, int Bytes);
}

/// <summary>The parts that are remembered.</summary>
internal enum BlockPart
{
    Directory,
    Column,
    SpanTail,
    LogTail,
    Resource,
    Scope,
}
