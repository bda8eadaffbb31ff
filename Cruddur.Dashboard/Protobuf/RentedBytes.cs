using System.Buffers;

namespace Cruddur.Dashboard.Protobuf;

/// <summary>
/// Bytes in a buffer that served others before and will again: requests come in sizes that would each cost a collection of everything.
/// It has one owner, who hands it on whole or disposes of it; nobody reads it afterwards.
/// </summary>
internal sealed class RentedBytes : IDisposable
{
    private byte[]? _buffer;
    private int _start;

    /// <summary>Rents room for so many bytes at least; what is in it is whatever others left.</summary>
    public RentedBytes(int capacity)
        : this(ArrayPool<byte>.Shared.Rent(capacity), 0)
    {
    }

    private RentedBytes(byte[] buffer, int length) => (_buffer, Length) = (buffer, length);

    /// <summary>How many of the bytes count.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes it keeps from others.</summary>
    public int Capacity => Buffer.Length;

    /// <summary>The bytes that count.</summary>
    public ReadOnlySpan<byte> Span => Buffer.AsSpan(_start, Length);

    /// <summary>The bytes that count, for a stream.</summary>
    public ArraySegment<byte> Segment => new(Buffer, _start, Length);

    /// <summary>The room behind them.</summary>
    public Memory<byte> Room => Buffer.AsMemory(_start + Length);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(RentedBytes));

    /// <summary>Takes over a buffer that was rented from the shared pool.</summary>
    public static RentedBytes Adopt(byte[] buffer, int length) => new(buffer, length);

    /// <summary>Rents a buffer and copies bytes into it.</summary>
    public static RentedBytes Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = new RentedBytes(bytes.Length);
        bytes.CopyTo(copy.Room.Span);
        copy.Advance(bytes.Length);
        return copy;
    }

    /// <summary>Hands the bytes on to another owner, without so many at their front; these have none then.</summary>
    public RentedBytes Detach(int skip = 0)
    {
        var bytes = new RentedBytes(Buffer, Length - skip) { _start = _start + skip };
        (_buffer, Length) = (null, 0);
        return bytes;
    }

    /// <summary>Says that so many bytes more were written into the room.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Moves into a buffer with room for so many bytes in all.</summary>
    public void Grow(int capacity)
    {
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        Span.CopyTo(larger);
        _start = 0;
        Return(Interlocked.Exchange(ref _buffer, larger));
    }

    public void Dispose() => Return(Interlocked.Exchange(ref _buffer, null));

    private static void Return(byte[]? buffer)
    {
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
