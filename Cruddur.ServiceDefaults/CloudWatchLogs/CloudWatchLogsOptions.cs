using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Cruddur.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>CloudWatch Logs. Off without a log group; a copy goes to the local dashboard where that has an ingest endpoint.</summary>
internal sealed partial class CloudWatchLogsOptions : IValidatableObject
{
    /// <summary>The keys stand at the root of configuration, since most of them are AWS's.</summary>
    public const string Section = "";

    private const int DefaultRetention = 1;
    private const string RetentionChoices = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

    /// <summary>The log group in AWS, created when it is missing.</summary>
    [ConfigurationKeyName("CloudWatchLogs:LogGroup")]
    public string? LogGroup { get; init; }

    /// <summary>How many days a log group that has to be created keeps its events.</summary>
    [ConfigurationKeyName("CloudWatchLogs:RetentionDays")]
    public string? RetentionDays { get; init; }

    /// <summary>Events below this level aren't sent.</summary>
    [ConfigurationKeyName("CloudWatchLogs:Level"), OneOf("CloudWatchLogs:Level", "Verbose", "Debug", "Information", "Warning", "Error", "Fatal")]
    public string? Level { get; init; }

    [ConfigurationKeyName("AWS_REGION")]
    public string? AwsRegion { get; init; }

    [ConfigurationKeyName("AWS_DEFAULT_REGION")]
    public string? AwsDefaultRegion { get; init; }

    [ConfigurationKeyName("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"), HttpUrl("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "https://logs.us-east-1.amazonaws.com")]
    public string? LogsEndpoint { get; init; }

    [ConfigurationKeyName("AWS_ENDPOINT_URL"), HttpUrl("AWS_ENDPOINT_URL", "http://localhost:4566")]
    public string? AwsEndpoint { get; init; }

    /// <summary>The local dashboard's receiver, which checks this key itself.</summary>
    [ConfigurationKeyName("Dashboard:IngestEndpoint")]
    public string? LocalEndpoint { get; init; }

    public string? Region => Given(AwsRegion) ?? Given(AwsDefaultRegion);

    public int Retention => WholeNumberAttribute.TryParse(RetentionDays) is { } days && IsRetention(days) ? days : DefaultRetention;

    public LogEventLevel MinimumLevel => Enum.TryParse<LogEventLevel>(Level, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level : LogEventLevel.Information;

    /// <summary>Where CloudWatch is; null without a region.</summary>
    public Uri? RealEndpoint => GivenEndpoint ?? (IsRegion(Region) ? new Uri($"https://logs.{Region}.amazonaws.com{(Region!.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}") : null);

    private Uri? GivenEndpoint => HttpUrlAttribute.TryParse(LogsEndpoint) ?? HttpUrlAttribute.TryParse(AwsEndpoint);

    public static bool IsGroup(string? name) => name is { Length: > 0 and <= 512 } && GroupName().IsMatch(name);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(LogGroup) && !IsGroup(LogGroup))
            yield return new ValidationResult("CloudWatchLogs:LogGroup is no name of a log group. Write up to 512 letters, digits and _ - / . #, like cruddur, or remove it.");
        if (!string.IsNullOrEmpty(RetentionDays) && !(WholeNumberAttribute.TryParse(RetentionDays) is { } days && IsRetention(days)))
            yield return new ValidationResult($"CloudWatchLogs:RetentionDays is none of {RetentionChoices}. Write one of them, or remove it for {DefaultRetention}.");
        if (!string.IsNullOrEmpty(LogGroup) && Region is null && GivenEndpoint is not { IsLoopback: true })
            yield return new ValidationResult("AWS_REGION is not set, and CloudWatchLogs:LogGroup is in a region. Write it like us-east-1, or remove CloudWatchLogs:LogGroup.");
        else if (!string.IsNullOrEmpty(LogGroup) && Region is not null && !IsRegion(Region))
            yield return new ValidationResult("AWS_REGION is no name of a region. Write it like us-east-1, or remove CloudWatchLogs:LogGroup.");
    }

    private static bool IsRetention(int days) => RetentionChoices.Split(", ").Contains($"{days}", StringComparer.Ordinal);

    private static bool IsRegion(string? name) => name is not null && RegionName().IsMatch(name);

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    [GeneratedRegex(@"\A[a-zA-Z0-9_\-/.#]+\z", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex GroupName();

    [GeneratedRegex(@"\A[a-z]{2,}(-[a-z]+)+-\d+\z", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex RegionName();
}

/// <summary>Generated: checks <see cref="CloudWatchLogsOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class CloudWatchLogsOptionsValidator : IValidateOptions<CloudWatchLogsOptions>;
