using System.Buffers;
using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>The bytes of one mapped item, shared by the queues of all its destinations. The buffer goes back to the pool when the last of them has let go.</summary>
internal sealed class Payload
{
    // The shared pool keeps a few dozen buffers of a size, and a busy second has hundreds under way. Of each size up to 64 KiB at most 512 are kept.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(64 * 1024, 512);

    private readonly byte[] _buffer;
    private readonly int _length;
    private int _references = 1;

    private Payload(byte[] buffer, int length, ActivityTraceId traceId, DateTimeOffset time, object? group)
    {
        (_buffer, _length) = (buffer, length);
        (TraceId, Time, Group) = (traceId, time, group);
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public int Length => _length;

    /// <summary>The trace that the item belongs to; the default where it has none.</summary>
    public ActivityTraceId TraceId { get; }

    /// <summary>When what the item tells happened.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What items of one batch stand under together, where a protocol has such a thing.</summary>
    public object? Group { get; }

    /// <summary>Copies the bytes; the one reference is the caller's.</summary>
    public static Payload Copy(ReadOnlySpan<byte> bytes, ActivityTraceId traceId = default, DateTimeOffset time = default, object? group = null)
    {
        var buffer = Pool.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return new Payload(buffer, bytes.Length, traceId, time, group);
    }

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            Pool.Return(_buffer);
    }
}
