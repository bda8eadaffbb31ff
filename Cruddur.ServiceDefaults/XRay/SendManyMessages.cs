using System.Buffers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Linux's <c>sendmmsg</c> (https://man7.org/linux/man-pages/man2/sendmmsg.2.html). One sender's own: it keeps what the call needs.</summary>
internal sealed partial class SendManyMessages
{
    /// <summary>Datagrams of one call.</summary>
    public const int Most = 64;

    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    private readonly MemoryHandle[] _pinned = new MemoryHandle[Most];
    private readonly Vector[] _vectors = new Vector[Most];
    private readonly Message[] _messages = new Message[Most];

    public unsafe (int Sent, SocketError Error) Send(Socket socket, IReadOnlyList<Payload> batch, int from)
    {
        var count = Math.Min(batch.Count - from, Most);
        fixed (Vector* vectors = _vectors)
        fixed (Message* messages = _messages)
        {
            for (var i = 0; i < count; i++)
            {
                _pinned[i] = batch[from + i].Bytes.Pin();
                vectors[i] = new Vector((nint)_pinned[i].Pointer, batch[from + i].Length);
                messages[i].Header = new Header { Vectors = (nint)(vectors + i), VectorCount = 1 };
            }

            try
            {
                var sent = SendMany(socket.SafeHandle, messages, (uint)count, DontWait | NoSignal);
                return sent >= 0 ? (sent, SocketError.Success) : (0, ErrorOf(Marshal.GetLastPInvokeError()));
            }
            finally
            {
                for (var i = 0; i < count; i++)
                    _pinned[i].Dispose();
            }
        }
    }

    // The errors of Linux that a datagram can meet.
    private static SocketError ErrorOf(int errno) => errno switch
    {
        4 => SocketError.Interrupted,
        11 => SocketError.WouldBlock,
        13 or 1 => SocketError.AccessDenied,
        90 => SocketError.MessageSize,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        105 => SocketError.NoBufferSpaceAvailable,
        111 => SocketError.ConnectionRefused,
        113 => SocketError.HostUnreachable,
        _ => SocketError.SocketError,
    };

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static unsafe partial int SendMany(SafeSocketHandle socket, Message* messages, uint count, int flags);

    // struct iovec
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Vector(nint start, nint length)
    {
        public readonly nint Start = start;
        public readonly nint Length = length;
    }

    // struct msghdr
    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public nint Name;
        public uint NameLength;
        public nint Vectors;
        public nint VectorCount;
        public nint Control;
        public nint ControlLength;
        public int Flags;
    }

    // struct mmsghdr: a header, with its own padding, and how much of it was sent.
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public Header Header;
        public uint Sent;
    }
}
