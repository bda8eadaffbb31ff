using System.Net.Sockets;
using System.Text;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>A connection to one of the dashboard's ports on which a test writes whatever bytes it likes.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;

    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(DashboardApplication dashboard, Listener listener)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", dashboard.Address(listener).Port, CancellationToken);
        return new(client);
    }

    /// <summary>The head of a request to a receiver of HTTP, without the empty line that ends it.</summary>
    public static string Head(string path = "/v1/traces", params string[] headers) =>
        string.Concat($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n", string.Concat(headers.Select(header => $"{header}\r\n")));

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes; that the other side no longer takes them is no failure.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes, CancellationToken);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Says that nothing more will come.</summary>
    public void EndSending()
    {
        try
        {
            _client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side has closed before.
        }
    }

    /// <summary>The status of the next answer; null where the connection was closed instead.</summary>
    public async Task<int?> StatusAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await ReadAsync(one) > 0 && one[0] != '\n')
            line.Append((char)one[0]);
        return line.Length > 12 ? int.Parse(line.ToString().AsSpan(9, 3)) : null;
    }

    /// <summary>Everything that comes until the other side closes.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await ReadAsync(buffer) is > 0 and var read)
            all.Write(buffer, 0, read);
        return all.ToArray();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Reads what has come; 0 where the other side has closed.</summary>
    public async Task<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return await _stream.ReadAsync(buffer, CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
