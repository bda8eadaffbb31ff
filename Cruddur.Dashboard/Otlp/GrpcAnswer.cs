using System.Text;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Dashboard.Otlp;

/// <summary>Ends a unary call: always 200 with the status in the trailers, as gRPC has it.</summary>
internal static class GrpcAnswer
{
    /// <summary>Answers a call with a message.</summary>
    public static async Task SucceedAsync(HttpContext context, byte[] message)
    {
        Start(context);
        await context.Response.Body.WriteAsync(GrpcFrame.Write(message), CancellationToken.None);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Answers a call with an error.</summary>
    public static async Task FailAsync(HttpContext context, ReceiverRefusal refusal)
    {
        Start(context);
        await context.Response.StartAsync(CancellationToken.None);
        context.Response.AppendTrailer("grpc-status", $"{(int)GrpcCodes.Of(refusal.Reason)}");
        context.Response.AppendTrailer("grpc-message", PercentEncode(refusal.Message));
        context.Response.AppendTrailer(
            "grpc-status-details-bin", Convert.ToBase64String(OtlpAnswer.Status(OtlpEncoding.Protobuf, refusal)));
    }

    private static void Start(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-accept-encoding"] = "identity,gzip";
    }

    private static string PercentEncode(string message)
    {
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(message))
        {
            if (octet is >= 0x20 and <= 0x7e and not (byte)'%')
                encoded.Append((char)octet);
            else
                encoded.Append('%').Append(octet.ToString("X2"));
        }

        return encoded.ToString();
    }
}
