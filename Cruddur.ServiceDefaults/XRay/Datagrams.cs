using System.Net.Sockets;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Sends datagrams of a batch on a connected socket, from an index on, until all have left or one doesn't.</summary>
/// <returns>How many left, and why the next one didn't; <see cref="SocketError.Success"/> where there is none.</returns>
internal delegate (int Sent, SocketError Error) SendDatagrams(Socket socket, IReadOnlyList<Payload> batch, int from);

/// <summary>The ways to send datagrams.</summary>
internal static class Datagrams
{
    /// <summary>All in one system call where there is one: on Linux, where a call for each would cost five times the writing of a document.</summary>
    public static SendDatagrams Best() => OperatingSystem.IsLinux() ? new SendManyMessages().Send : OneByOne;

    public static (int Sent, SocketError Error) OneByOne(Socket socket, IReadOnlyList<Payload> batch, int from)
    {
        for (var i = from; i < batch.Count; i++)
        {
            socket.Send(batch[i].Bytes.Span, SocketFlags.None, out var error);
            if (error != SocketError.Success)
                return (i - from, error);
        }

        return (batch.Count - from, SocketError.Success);
    }
}
