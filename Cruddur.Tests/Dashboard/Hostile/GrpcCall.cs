using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>A unary call of gRPC, framed right unless the test frames it itself.</summary>
internal static class GrpcCall
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    /// <summary>Calls with one message.</summary>
    public static Task<GrpcReply> SendAsync(DashboardApplication dashboard, byte[] message, string method = Traces) =>
        SendBodyAsync(dashboard, Frame(message), method);

    /// <summary>Calls with a body that may be anything.</summary>
    public static async Task<GrpcReply> SendBodyAsync(
        DashboardApplication dashboard, byte[] body, string method = Traces, string? encoding = null)
    {
        using var client = dashboard.Client(Listener.OtlpGrpc);
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        if (encoding is not null)
            request.Headers.Add("grpc-encoding", encoding);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, answer, response.TrailingHeaders.TryGetValues("grpc-status", out var values) ? values.Single() : null);
    }

    /// <summary>A message in its frame.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, bool compressed = false)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = (byte)(compressed ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }
}

/// <summary>What a call was answered.</summary>
internal sealed record GrpcReply(HttpStatusCode Http, byte[] Body, string? Status);
