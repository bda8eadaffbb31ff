using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class SegmentOriginTests
{
    [Theory]
    [InlineData("ECS_CONTAINER_METADATA_URI_V4", "AWS::ECS::Container")]
    [InlineData("ECS_CONTAINER_METADATA_URI KUBERNETES_SERVICE_HOST AWS_WEB_IDENTITY_TOKEN_FILE", "AWS::ECS::Container")]
    [InlineData("KUBERNETES_SERVICE_HOST AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS::EKS::Container")]
    [InlineData("KUBERNETES_SERVICE_HOST", null)]
    [InlineData("", null)]
    public void Origin_is_told_by_the_environment(string variables, string? origin) =>
        Assert.Equal(origin, SegmentOrigin.Detect(name => variables.Split(' ').Contains(name, StringComparer.Ordinal) ? "x" : null, _ => false));

    [Fact]
    public void Beanstalk_is_told_by_its_file() =>
        Assert.Equal("AWS::ElasticBeanstalk::Environment", SegmentOrigin.Detect(_ => "x", path => path == "/var/elasticbeanstalk/xray/environment.conf"));
}
