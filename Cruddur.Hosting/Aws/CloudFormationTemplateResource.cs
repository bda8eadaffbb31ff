namespace Cruddur.Hosting;

/// <summary>Resources in AWS, described by a CloudFormation template.</summary>
/// <param name="name">The resource's name, and its stack's.</param>
/// <param name="templatePath">The full path of the template.</param>
public sealed class CloudFormationTemplateResource(string name, string templatePath) : Resource(name)
{
    internal string TemplatePath { get; } = templatePath;

    internal AWSSDKConfig? Sdk { get; set; }

    /// <summary>What provisions it; this host doesn't.</summary>
    internal string DeployCommand =>
        $"aws cloudformation deploy --stack-name {Name} --template-file \"{TemplatePath}\"" + (Sdk?.Region is { } region ? $" --region {region}" : "");
}
