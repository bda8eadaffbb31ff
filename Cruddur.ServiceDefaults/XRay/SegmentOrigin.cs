namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What AWS resource the service runs on, told from what the resource leaves in the environment. Nobody is asked over the network.</summary>
internal static class SegmentOrigin
{
    private const string BeanstalkFile = "/var/elasticbeanstalk/xray/environment.conf";

    /// <summary>The most specific resource; null elsewhere, and where it can't be told apart (EC2).</summary>
    public static string? Detect(Func<string, string?> environment, Func<string, bool> fileExists)
    {
        if (fileExists(BeanstalkFile))
            return "AWS::ElasticBeanstalk::Environment";
        if (Has("ECS_CONTAINER_METADATA_URI_V4") || Has("ECS_CONTAINER_METADATA_URI"))
            return "AWS::ECS::Container";
        // Kubernetes is EKS where AWS gave the pod an identity.
        if (Has("KUBERNETES_SERVICE_HOST") && (Has("AWS_WEB_IDENTITY_TOKEN_FILE") || Has("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")))
            return "AWS::EKS::Container";
        return null;

        bool Has(string name) => !string.IsNullOrEmpty(environment(name));
    }
}
