using System.Text.Json;
using Amazon.XRay.Recorder.Core.Internal.Emitters;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Has the emitter of AWS's package send each document, as the package's own segment, in a datagram of its own. Whether it left, the emitter tells nobody.</summary>
internal sealed class UdpSender : ISender, IDisposable
{
    /// <summary>So many documents of 1 or 2 kB fit into a receiver's buffer as it is by default.</summary>
    public const int MaxBatch = 64;

    // The package writes a character of two bytes with six, and what it adds is no more than as much again.
    private const int SurelyFits = SegmentEmitter.MaxDatagram / 6;

    // Between full batches, as they would overflow the receiver's buffer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly HostAndPort _daemon;
    private readonly TimeProvider _time;
    private readonly UdpSegmentEmitter _emitter = new();
    private readonly JsonSegmentMarshaller _marshaller = new();

    public UdpSender(HostAndPort daemon, TimeProvider time)
    {
        (_daemon, _time) = (daemon, time);
        // The environment's AWS_XRAY_DAEMON_ADDRESS, where there is one, it has read by itself.
        _emitter.SetDaemonAddress(daemon.ToString());
    }

    /// <summary>Stands before each document, in the same datagram.</summary>
    public static ReadOnlySpan<byte> Header => "{\"format\":\"json\",\"version\":1}\n"u8;

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        // It knows no IPv6, falls back to 127.0.0.1:2000 where it can't read an address, and sends nothing where a name has none.
        if (_emitter.EndPoint?.Port != _daemon.Port)
            return SendResult.Retry("the daemon's host has no IPv4 address");

        var tooLarge = Send(batch);
        if (batch.Count >= MaxBatch)
            await Task.Delay(Pause, _time, cancellationToken);
        return tooLarge.Count == 0 ? SendResult.Sent : SendResult.SentExcept("datagram_too_large", tooLarge);
    }

    public void Dispose() => _emitter.Dispose();

    private List<int> Send(IReadOnlyList<Payload> batch)
    {
        List<int> tooLarge = [];
        for (var i = 0; i < batch.Count; i++)
        {
            using var document = JsonDocument.Parse(batch[i].Bytes[Header.Length..]);
            var segment = SegmentEntity.Of(document.RootElement);
            if (batch[i].Length > SurelyFits && _marshaller.Marshall(segment).Length > SegmentEmitter.MaxDatagram)
                tooLarge.Add(i);
            else
                _emitter.Send(segment);
        }

        return tooLarge;
    }
}
