using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard;

/// <summary>The settings of the dashboard. An empty value is the same as none.</summary>
internal sealed class DashboardOptions : IValidatableObject
{
    public const string Section = "Dashboard";

    private const int LeastRequestBytes = 1 << 10;
    private const int MostRequestBytes = 1 << 30;

    /// <summary>Where pages and the read API are.</summary>
    public int UiPort { get; init; } = 18888;

    /// <summary>Where OTLP over gRPC is received.</summary>
    public int OtlpGrpcPort { get; init; } = 4317;

    /// <summary>Where OTLP over HTTP is received.</summary>
    public int OtlpHttpPort { get; init; } = 4318;

    /// <summary>What people log in with, and callers of the read API send as <c>x-api-key</c>; made up at random where none is set.</summary>
    public string? Token { get; init; }

    /// <summary>Whether pages and read API are open to everyone on this machine.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>What senders of telemetry must send as <c>x-otlp-api-key</c>; nothing where none is set.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>Origins of web pages that may send telemetry themselves, such as <c>http://localhost:5173</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Bytes of one request of telemetry, after decompression too.</summary>
    public int MaxRequestBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of one import, after decompression.</summary>
    public long MaxImportBytes { get; init; } = 8L << 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, int Port)[] ports = [("UiPort", UiPort), ("OtlpGrpcPort", OtlpGrpcPort), ("OtlpHttpPort", OtlpHttpPort)];
        foreach (var (key, port) in ports.Where(one => one.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort))
            yield return new($"Dashboard:{key} is {port}; a port is between 1 and 65535, or 0 for any that is free.");
        foreach (var same in ports.Where(one => one.Port != 0).GroupBy(one => one.Port).Where(group => group.Count() > 1))
        {
            var keys = string.Join(" and ", same.Select(one => $"Dashboard:{one.Key}"));
            yield return new($"{keys} are both {same.Key}; give each a port of its own.");
        }

        if (MaxRequestBytes is < LeastRequestBytes or > MostRequestBytes)
            yield return new($"Dashboard:MaxRequestBytes is {MaxRequestBytes}; it must be between {LeastRequestBytes} and {MostRequestBytes}.");
        if (MaxImportBytes < LeastRequestBytes)
            yield return new($"Dashboard:MaxImportBytes is {MaxImportBytes}; it must be at least {LeastRequestBytes}.");
        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
            yield return new($"Dashboard:AllowedOrigins has \"{origin}\", which is not an origin; write it as http://localhost:5173, without a path.");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text;
}

[OptionsValidator]
internal sealed partial class DashboardOptionsValidator : IValidateOptions<DashboardOptions>;
