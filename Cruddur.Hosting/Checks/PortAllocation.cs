using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Gives every endpoint its port: the one that it wants, if that is free, or any free one.</summary>
internal sealed class PortAllocation(IConfiguration configuration)
{
    private readonly Dictionary<(int Port, ProtocolType Protocol), string> _given = [];

    /// <summary>Settles the ports, and says which can't be had.</summary>
    public IReadOnlyList<string> Settle(IReadOnlyList<IResource> resources)
    {
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (Owner: resource.Name, Endpoint: endpoint)))
            .ToList();
        var problems = endpoints
            .Where(wanted => Wanted(wanted.Endpoint) is not null)
            .Select(wanted => Take(wanted.Owner, wanted.Endpoint))
            .OfType<string>()
            .ToList();
        foreach (var (owner, endpoint) in endpoints.Where(wanted => Wanted(wanted.Endpoint) is null))
        {
            do
            {
                endpoint.AllocatedPort = AnyFree(endpoint.Protocol);
            }
            while (!_given.TryAdd((endpoint.AllocatedPort.Value, endpoint.Protocol), owner));
        }

        return problems;
    }

    private string? Take(string owner, EndpointAnnotation endpoint)
    {
        var port = Wanted(endpoint)!.Value;
        endpoint.AllocatedPort = port;
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            return $"{owner}: {port} is no port; use 1 to 65535.{Hint(port)}";
        }

        if (!_given.TryAdd((port, endpoint.Protocol), owner))
        {
            return $"{owner}: port {port} is {_given[(port, endpoint.Protocol)]}'s already. Give it one of its own.{Hint(port)}";
        }

        try
        {
            if (IsFree(port, endpoint.Protocol))
            {
                return null;
            }
        }
        catch (SocketException denied)
        {
            return $"{owner}: port {port} can't be opened: {denied.Message}.{Hint(port)}";
        }

        var holder = PortHolder.Find(port, endpoint.Protocol);
        var by = holder is null ? "" : $" by {holder}";
        return $"{owner}: port {port} ({endpoint.Protocol.ToString().ToUpperInvariant()}) is taken{by}. Free it.{Hint(port)}";
    }

    /// <summary>Which setting the port came from is told by its value: the topology may call its settings what it likes.</summary>
    private string Hint(int port)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        var keys = configuration.AsEnumerable()
            .Where(setting => setting.Value == text && setting.Key.Contains(':', StringComparison.Ordinal))
            .Select(setting => setting.Key)
            .ToList();
        return keys.Count == 0 ? "" : $" Or set {string.Join(" or ", keys)} to another port, such as --{keys[0]}={Math.Min(port + 1, IPEndPoint.MaxPort)}; 0 takes any free one.";
    }

    private static int? Wanted(EndpointAnnotation endpoint) => endpoint.Port;

    private static bool IsFree(int port, ProtocolType protocol) =>
        CanBind(IPAddress.Loopback, port, protocol) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port, protocol));

    private static bool CanBind(IPAddress address, int port, ProtocolType protocol)
    {
        try
        {
            using var socket = Bind(address, port, protocol);
            return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode != SocketError.AccessDenied)
        {
            // A machine without IPv6 has no address to bind to; that is nobody's port.
            return failure.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    private static int AnyFree(ProtocolType protocol)
    {
        using var socket = Bind(IPAddress.Loopback, 0, protocol);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static Socket Bind(IPAddress address, int port, ProtocolType protocol)
    {
        var socket = new Socket(address.AddressFamily, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
