using System.Net;
using System.Net.Sockets;
using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The daemon's addresses, in turn. Its host's name is looked up at the first use, and again when none of its addresses was any good.</summary>
internal sealed class DaemonEndPoint(HostAndPort daemon, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private IPAddress[] _addresses = [];
    private int _current;

    public DaemonEndPoint(HostAndPort daemon)
        : this(daemon, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>Opens a socket to the current address. Connected, it hears of a closed port.</summary>
    public async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_current >= _addresses.Length)
        {
            // IPv4 first: a daemon listens on 127.0.0.1 unless told otherwise, and localhost is both.
            _addresses = [.. (await resolve(daemon.Host, cancellationToken)).OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)];
            _current = 0;
        }

        if (_addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        var address = _addresses[_current];
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            socket.Connect(new IPEndPoint(address, daemon.Port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The current address was no good.</summary>
    public void TryNext() => _current++;
}
