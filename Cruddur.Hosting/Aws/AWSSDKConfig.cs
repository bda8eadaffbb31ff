namespace Cruddur.Hosting;

/// <summary>Which AWS region is meant; the credentials come from AWS's own chain.</summary>
public sealed class AWSSDKConfig
{
    /// <summary>The region's system name, such as <c>us-east-1</c>.</summary>
    public string? Region { get; internal set; }
}
