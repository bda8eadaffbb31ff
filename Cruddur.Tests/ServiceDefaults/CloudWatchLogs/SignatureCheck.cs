using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>Computes a request's Signature Version 4 again, from what arrived and the secret alone.</summary>
internal static class SignatureCheck
{
    public static string? Problem(HttpRequest request, byte[] body, string secret, DateTimeOffset now)
    {
        var fields = request.Headers.Authorization.ToString().Replace("AWS4-HMAC-SHA256 ", "", StringComparison.Ordinal)
            .Split(',', StringSplitOptions.TrimEntries).Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[^1], StringComparer.Ordinal);
        if (fields.GetValueOrDefault("Credential")?.Split('/') is not [_, var day, var region, "logs" and var service, "aws4_request"])
            return "Credential should be scoped to a valid date, region and service.";

        var date = request.Headers["X-Amz-Date"].ToString();
        var time = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((time - now).Duration() > TimeSpan.FromMinutes(5))
            return $"Signature expired: {date} is now earlier or later than allowed.";

        var names = fields["SignedHeaders"].Split(';');
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(names) || !names.Contains("host") || !names.Contains("x-amz-date"))
            return "SignedHeaders must be sorted, and hold host and x-amz-date.";

        var canonical = $"POST\n{request.Path}\n\n{string.Concat(names.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"))}\n{fields["SignedHeaders"]}\n{Hex(SHA256.HashData(body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{day}/{region}/{service}/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { day, region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Hmac);
        return Hex(Hmac(key, toSign)) == fields["Signature"] ? null : "The request signature we calculated does not match the signature you provided.";
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
