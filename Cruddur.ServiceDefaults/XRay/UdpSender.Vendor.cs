using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.XRay.Recorder.Core.Internal.Emitters;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Has the emitter of AWS's package send each document, as the package's own segment, in a datagram of its own. Whether it left, the emitter tells nobody.</summary>
internal sealed class UdpSender(HostAndPort daemon, TimeProvider time) : ISender, IDisposable
{
    /// <summary>So many documents of 1 or 2 kB fit into a receiver's buffer as it is by default.</summary>
    public const int MaxBatch = 64;

    // The package writes a character of two bytes with six, and what it adds is no more than as much again.
    private const int SurelyFits = SegmentEmitter.MaxDatagram / 6;

    // Between full batches, as they would overflow the receiver's buffer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly JsonSegmentMarshaller _marshaller = new();
    private UdpSegmentEmitter? _emitter;

    /// <summary>Stands before each document, in the same datagram.</summary>
    public static ReadOnlySpan<byte> Header => "{\"format\":\"json\",\"version\":1}\n"u8;

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        try
        {
            _emitter ??= await OpenAsync(cancellationToken);
        }
        catch (SocketException error)
        {
            return SendResult.Retry(error.Message);
        }

        if (_emitter is null)
            return SendResult.Retry("AWS's package can't reach the daemon's address, which has to be of IPv4");

        var tooLarge = Send(_emitter, batch);
        if (batch.Count >= MaxBatch)
            await Task.Delay(Pause, time, cancellationToken);
        return tooLarge.Count == 0 ? SendResult.Sent : SendResult.SentExcept("datagram_too_large", tooLarge);
    }

    public void Dispose() => _emitter?.Dispose();

    // Where it can't read an address, or look it up when it is made, it sends to 127.0.0.1:2000 for ever. It knows no IPv6.
    private async Task<UdpSegmentEmitter?> OpenAsync(CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(daemon.Host, AddressFamily.InterNetwork, cancellationToken);
        var emitter = new UdpSegmentEmitter();
        // The environment's AWS_XRAY_DAEMON_ADDRESS, where there is one, it has read by itself.
        emitter.SetDaemonAddress(daemon.ToString());
        if (emitter.EndPoint is { } there && there.Port == daemon.Port && addresses.Contains(there.Address))
            return emitter;
        emitter.Dispose();
        return null;
    }

    private List<int> Send(UdpSegmentEmitter emitter, IReadOnlyList<Payload> batch)
    {
        List<int> tooLarge = [];
        for (var i = 0; i < batch.Count; i++)
        {
            using var document = JsonDocument.Parse(batch[i].Bytes[Header.Length..]);
            var segment = SegmentEntity.Of(document.RootElement);
            if (batch[i].Length > SurelyFits && _marshaller.Marshall(segment).Length > SegmentEmitter.MaxDatagram)
                tooLarge.Add(i);
            else
                emitter.Send(segment);
        }

        return tooLarge;
    }
}
