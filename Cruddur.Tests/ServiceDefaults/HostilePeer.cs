using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>A backend that accepts connections and treats each as badly as it is told.</summary>
internal sealed class HostilePeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private HostilePeer(Func<Socket, CancellationToken, Task> treat)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = AcceptAsync(treat);
    }

    public static TheoryData<string> Ways => ["refuses", "answers 429", "answers 503", "answers 500", "answers 403", "answers garbage", "answers a page", "never answers", "resets"];

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public static HostilePeer Start(string way) => new(way switch
    {
        "refuses" or "resets" => Reset,
        "answers garbage" => (socket, token) => AnswerAsync(socket, "\0\u0001\u0002 not HTTP at all\r\n\r\n", token),
        "answers a page" => (socket, token) => AnswerAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>", token),
        "never answers" => (_, token) => Task.Delay(Timeout.Infinite, token),
        _ => (socket, token) => AnswerAsync(socket, $"HTTP/1.1 {way.Split(' ')[1]} Status\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno", token),
    });

    /// <summary>Stops listening: from now on connections are refused.</summary>
    public void Vanish() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private static Task Reset(Socket socket, CancellationToken cancellationToken)
    {
        socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(Socket socket, string answer, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        await socket.ReceiveAsync(buffer, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
        // What of the request is still to come is read, so that the answer isn't lost to a reset.
        while (await socket.ReceiveAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> treat)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(TreatAsync(await _listener.AcceptSocketAsync(_stop.Token), treat));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task TreatAsync(Socket socket, Func<Socket, CancellationToken, Task> treat)
    {
        using (socket)
        {
            try
            {
                await treat(socket, _stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // Whoever connected has gone, or the test is over.
            }
        }
    }
}
