using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard;

/// <summary>The settings of the dashboard. An empty value is the same as none.</summary>
internal sealed class DashboardOptions : IValidatableObject
{
    public const string Section = "Dashboard";

    /// <summary>Where pages and the read API are.</summary>
    [Range(0, 65535, ErrorMessage = "Dashboard:UiPort must be a port, 1 to 65535, or 0 for any that is free.")]
    public int UiPort { get; init; } = 18888;

    /// <summary>Where OTLP over gRPC is received.</summary>
    [Range(0, 65535, ErrorMessage = "Dashboard:OtlpGrpcPort must be a port, 1 to 65535, or 0 for any that is free.")]
    public int OtlpGrpcPort { get; init; } = 4317;

    /// <summary>Where OTLP over HTTP is received.</summary>
    [Range(0, 65535, ErrorMessage = "Dashboard:OtlpHttpPort must be a port, 1 to 65535, or 0 for any that is free.")]
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
    [Range(1024, 1 << 30, ErrorMessage = "Dashboard:MaxRequestBytes must be between 1024 (1 KiB) and 1073741824 (1 GiB).")]
    public int MaxRequestBytes { get; init; } = 16 << 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, int Port)[] ports = [("UiPort", UiPort), ("OtlpGrpcPort", OtlpGrpcPort), ("OtlpHttpPort", OtlpHttpPort)];
        foreach (var same in ports.Where(one => one.Port != 0).GroupBy(one => one.Port).Where(group => group.Count() > 1))
        {
            var keys = string.Join(" and ", same.Select(one => $"Dashboard:{one.Key}"));
            yield return new($"{keys} are both {same.Key}; give each a port of its own.");
        }

        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
            yield return new($"Dashboard:AllowedOrigins has \"{origin}\", which is not an origin; write it as http://localhost:5173, without a path.");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text;
}

[OptionsValidator]
internal sealed partial class DashboardOptionsValidator : IValidateOptions<DashboardOptions>;
