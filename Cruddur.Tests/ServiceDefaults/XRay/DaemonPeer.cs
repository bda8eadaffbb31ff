using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>A socket that takes datagrams as the X-Ray daemon does, and lets nothing pass that the daemon or X-Ray would refuse.</summary>
internal sealed class DaemonPeer : IDisposable
{
    private const string Header = "{\"format\":\"json\",\"version\":1}\n";

    private readonly Socket _socket;

    public DaemonPeer(IPAddress? address = null, int port = 0)
    {
        address ??= IPAddress.Loopback;
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, port));
    }

    public DaemonAddress Address => DaemonAddress.TryParse(_socket.LocalEndPoint!.ToString())!;

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>The next documents, each of which came alone, behind the header, and is valid JSON.</summary>
    public async Task<IReadOnlyList<string>> ReceiveAsync(int count)
    {
        var buffer = new byte[64 * 1024];
        List<string> documents = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (documents.Count < count)
        {
            var length = await _socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token);
            var datagram = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer, 0, length);
            Assert.StartsWith(Header, datagram, StringComparison.Ordinal);
            var document = datagram[Header.Length..];
            Assert.DoesNotContain('\n', document);
            using var parsed = JsonDocument.Parse(document);
            SegmentShape.Check(parsed.RootElement);
            documents.Add(document);
        }

        return documents;
    }

    public void Dispose() => _socket.Dispose();
}
