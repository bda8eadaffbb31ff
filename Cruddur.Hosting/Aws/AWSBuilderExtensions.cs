namespace Cruddur.Hosting;

/// <summary>Adds what an application needs in AWS.</summary>
public static class AWSBuilderExtensions
{
    /// <summary>Says which AWS region is meant.</summary>
    public static AWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new AWSSDKConfig();
    }

    /// <summary>Sets the region by its system name, such as <c>us-east-1</c>.</summary>
    public static AWSSDKConfig WithRegion(this AWSSDKConfig config, string systemName)
    {
        config.Region = systemName;
        return config;
    }

    /// <summary>Adds a CloudFormation template to the manifest. A run provisions nothing: it prints the command that does.</summary>
    public static IResourceBuilder<CloudFormationTemplateResource> AddAWSCloudFormationTemplate(
        this IDistributedApplicationBuilder builder, string name, string templatePath) =>
        builder.AddResource(new CloudFormationTemplateResource(name, templatePath));

    /// <summary>Says where in AWS the template belongs.</summary>
    public static IResourceBuilder<CloudFormationTemplateResource> WithReference(
        this IResourceBuilder<CloudFormationTemplateResource> builder, AWSSDKConfig awsSdkConfig)
    {
        builder.Resource.Sdk = awsSdkConfig;
        return builder;
    }
}
