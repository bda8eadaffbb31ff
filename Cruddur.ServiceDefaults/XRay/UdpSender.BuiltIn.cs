using System.Net.Sockets;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>
/// Sends datagrams to the daemon, on Linux up to <see cref="MaxBatch"/> with one system call. UDP has no answer: what a closed port or a missing route
/// tells the kernel is all that can be known, and then the batch is sent again later, to the host's next address.
/// </summary>
/// <remarks>Sending again may double what had arrived after all: X-Ray knows a segment by its id and keeps it once.</remarks>
internal sealed class UdpSender(DaemonEndPoint daemon, SendDatagrams send, TimeProvider time) : ISender, IDisposable
{
    /// <summary>So many documents of 1 or 2 kB fit into a receiver's buffer as it is by default.</summary>
    public const int MaxBatch = SendManyMessages.Most;

    // Full batches follow each other: more than two without a pause would overflow the receiver's buffer, and nobody would be told.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan UntilWritable = TimeSpan.FromMilliseconds(5);

    // How long another host's answer that its port is closed may take.
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(100);

    private Socket? _socket;
    private bool _proven;
    private long _lastFull;

    public UdpSender(HostAndPort daemon, TimeProvider time)
        : this(new DaemonEndPoint(daemon), Datagrams.Best(), time)
    {
    }

    /// <summary>Stands before each document, in the same datagram.</summary>
    public static ReadOnlySpan<byte> Header => "{\"format\":\"json\",\"version\":1}\n"u8;

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        try
        {
            _socket ??= await daemon.ConnectAsync(cancellationToken);
            var tooLarge = await SendAllAsync(_socket, batch, cancellationToken);
            if (!_proven)
                await Task.Delay(Doubt, time, cancellationToken);
            ThrowIfRefused(_socket);
            _proven = true;
            if (batch.Count >= MaxBatch)
                await PauseAsync(cancellationToken);
            return tooLarge.Count == 0 ? SendResult.Sent : SendResult.SentExcept("datagram_too_large", tooLarge);
        }
        catch (SocketException error)
        {
            Disconnect();
            return SendResult.Retry(Words(error));
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<List<int>> SendAllAsync(Socket socket, IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        List<int> tooLarge = [];
        for (var next = 0; next < batch.Count;)
        {
            var (sent, error) = send(socket, batch, next);
            next += sent;
            switch (error)
            {
                case SocketError.Success or SocketError.Interrupted:
                    break;
                case SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable:
                    await Task.Delay(UntilWritable, time, cancellationToken);
                    break;
                case SocketError.MessageSize:
                    tooLarge.Add(next++);
                    break;
                default:
                    throw new SocketException((int)error);
            }
        }

        return tooLarge;
    }

    // On a busy core a pause lasts longer than it was meant to; what it has cost is made good by not making the next.
    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var last = _lastFull;
        _lastFull = time.GetTimestamp();
        if (time.GetElapsedTime(last) < 2 * Pause)
            await Task.Delay(Pause, time, cancellationToken);
    }

    // On the same host the answer is there before the call that sent has returned.
    private static void ThrowIfRefused(Socket socket)
    {
        if (socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int error and not 0)
            throw new SocketException(error);
    }

    private void Disconnect()
    {
        _socket?.Dispose();
        _socket = null;
        _proven = false;
        daemon.TryNext();
    }

    private static string Words(SocketException error) =>
        error.SocketErrorCode == SocketError.ConnectionRefused ? "refused: no daemon has the port open" : error.Message;
}
