using Cruddur.ServiceDefaults.Telemetry;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>What rules may ask about the service itself. It doesn't change, so rules for others are sorted out before any request.</summary>
/// <param name="Name">Its <c>service.name</c>.</param>
/// <param name="Type">X-Ray's word for where it runs, from <c>cloud.platform</c>; null where that isn't said.</param>
/// <param name="Arn">The resource that it runs on, from <c>cloud.resource_id</c> or <c>aws.ecs.container.arn</c>; null where that isn't said.</param>
internal sealed record ServiceFacts(string Name, string? Type = null, string? Arn = null)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["aws_ec2"] = "AWS::EC2::Instance",
        ["aws_ecs"] = "AWS::ECS::Container",
        ["aws_eks"] = "AWS::EKS::Container",
        ["aws_elastic_beanstalk"] = "AWS::ElasticBeanstalk::Environment",
        ["aws_lambda"] = "AWS::Lambda::Function",
    };

    public static ServiceFacts Of(ServiceResource resource) => new(
        resource.Name,
        resource.Attributes.GetValueOrDefault("cloud.platform") is string platform ? Types.GetValueOrDefault(platform) : null,
        (resource.Attributes.GetValueOrDefault("aws.ecs.container.arn") ?? resource.Attributes.GetValueOrDefault("cloud.resource_id")) as string);
}
