using System.Buffers;
using System.Collections;
using System.Runtime.CompilerServices;

namespace Cruddur.Dashboard.Store;

/// <summary>Records of one kind. Their number is known before the first is read, so that the room for them is rented once.</summary>
internal sealed class RecordList<T> : IReadOnlyList<T>, IDisposable
    where T : struct
{
    private T[] _records = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes of memory they hold.</summary>
    public long HeldBytes => (long)_records.Length * Unsafe.SizeOf<T>();

    /// <inheritdoc />
    public T this[int index] => Records[index];

    private ArraySegment<T> Records => new(_records, 0, Count);

    /// <summary>Makes room; once, before the first record.</summary>
    public void Reserve(int count)
    {
        if (count > 0)
            _records = ArrayPool<T>.Shared.Rent(count);
    }

    /// <summary>Adds one of those that room was made for.</summary>
    public void Add(in T record) => _records[Count++] = record;

    /// <summary>The records, in the order of the wire.</summary>
    public ArraySegment<T>.Enumerator GetEnumerator() => Records.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the room back; then there are none.</summary>
    public void Dispose()
    {
        if (_records.Length > 0)
            ArrayPool<T>.Shared.Return(_records);
        (_records, Count) = ([], 0);
    }
}
