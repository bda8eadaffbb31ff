using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cruddur.Benchmarks.Cost;

/// <summary>As many requests as the service takes, over so many connections, each waiting for its answer before the next. It does as little itself as it can.</summary>
internal static class LoadClient
{
    /// <summary>Sends for so long; answers how many requests were answered with 200.</summary>
    public static async Task<LoadResult> RunAsync(Uri url, int connections, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(url, end))));
        var latencies = results.SelectMany(result => result.Latencies).ToArray();
        Array.Sort(latencies);
        return new LoadResult(latencies.Length, results.Sum(result => result.Failed), watch.Elapsed, P99(latencies));
    }

    private static TimeSpan P99(long[] sorted) => sorted.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, sorted[sorted.Length * 99 / 100]);

    private static async Task<(List<long> Latencies, int Failed)> ConnectionAsync(Uri url, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        var request = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n\r\n");
        var buffer = new byte[256 * 1024];
        var latencies = new List<long>(100_000);
        var failed = 0;
        while (Stopwatch.GetTimestamp() is var started && started < end)
        {
            await socket.SendAsync(request);
            if (await ReadAnswerAsync(socket, buffer))
                latencies.Add(Stopwatch.GetTimestamp() - started);
            else
                failed++;
        }

        return (latencies, failed);
    }

    private static async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The service closed the connection.");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
                return buffer.AsSpan().StartsWith("HTTP/1.1 200"u8);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headers = answer.IndexOf("\r\n\r\n"u8);
        if (headers < 0)
            return false;
        if (answer[..headers].IndexOf("Transfer-Encoding: chunked"u8) >= 0)
            return answer.EndsWith("0\r\n\r\n"u8);

        var field = answer.IndexOf("Content-Length: "u8) + 16;
        _ = System.Buffers.Text.Utf8Parser.TryParse(answer[field..], out int body, out _);
        return answer.Length >= headers + 4 + body;
    }
}

/// <summary>What came of a run.</summary>
internal sealed record LoadResult(long Answered, long Failed, TimeSpan Elapsed, TimeSpan P99)
{
    public double PerSecond => Answered / Elapsed.TotalSeconds;
}
