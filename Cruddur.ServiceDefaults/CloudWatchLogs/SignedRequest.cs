using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>One call of CloudWatch Logs' API as an HTTP request, signed with Signature Version 4.</summary>
internal static class SignedRequest
{
    private const string ContentType = "application/x-amz-json-1.1";

    public static HttpRequestMessage Of(
        CloudWatchLogsDestination destination, string operation, ReadOnlyMemory<byte> body, ImmutableCredentials credentials, DateTimeOffset now)
    {
        var (target, date) = ($"Logs_20140328.{operation}", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Post, destination.Endpoint) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.Add("X-Amz-Date", date);
        if (credentials.UseToken)
            request.Headers.Add("X-Amz-Security-Token", credentials.Token);

        // Names in lower case and in alphabetical order.
        (string Name, string Value)[] headers =
        [
            ("content-type", ContentType), ("host", destination.Endpoint.Authority), ("x-amz-date", date),
            .. credentials.UseToken ? [("x-amz-security-token", credentials.Token)] : Array.Empty<(string, string)>(),
            ("x-amz-target", target),
        ];
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join(
            '\n',
            ["POST", Path(destination.Endpoint), "", .. headers.Select(header => $"{header.Name}:{header.Value}"), "", names, Convert.ToHexStringLower(SHA256.HashData(body.Span))]);
        var signature = AWS4Signer.ComputeSignature(
            credentials.AccessKey, credentials.SecretKey, destination.Region, now.UtcDateTime, "logs", names, canonical);
        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        return request;
    }

    // A path is encoded once for the wire, and a second time for the signature.
    private static string Path(Uri endpoint) => string.Join('/', endpoint.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
}
