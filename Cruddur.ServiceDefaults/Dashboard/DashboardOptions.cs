using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Dashboard;

/// <summary>The local dashboard. Off without an endpoint.</summary>
internal sealed class DashboardOptions
{
    /// <summary>The section of configuration.</summary>
    public const string Section = "Dashboard";

    /// <summary>Base of its OTLP/HTTP receiver.</summary>
    [HttpUrl("Dashboard:OtlpEndpoint", "http://localhost:4318")]
    public string? OtlpEndpoint { get; init; }

    /// <summary>Base of its receiver for CloudWatch Logs and Rollbar.</summary>
    [HttpUrl("Dashboard:IngestEndpoint", "http://localhost:4318")]
    public string? IngestEndpoint { get; init; }

    /// <summary>The key that its receiver wants, where one is set there.</summary>
    public string? OtlpApiKey { get; init; }
}

/// <summary>Generated: checks <see cref="DashboardOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DashboardOptionsValidator : IValidateOptions<DashboardOptions>;
