using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class StartOrderTests
{
    private readonly DistributedApplicationBuilder _model = new([], appHost: null, Path.GetTempPath());

    [Fact]
    public void A_resource_comes_after_those_that_it_waits_for()
    {
        var web = Add("web");
        var api = Add("api");
        var dashboard = Add("dashboard");
        web.WaitFor(api).WaitFor(dashboard);
        api.WaitFor(dashboard);

        Assert.Equal(["dashboard", "api", "web"], StartOrder.Of(_model.Resources).Select(resource => resource.Name));
        Assert.Empty(StartOrder.Problems(_model.Resources));
    }

    [Fact]
    public void A_circle_is_told_with_all_its_members()
    {
        var web = Add("web");
        var api = Add("api").WaitFor(web);
        web.WaitFor(api);

        Assert.Equal(["web waits for api waits for web: nothing in this circle can start."], StartOrder.Problems(_model.Resources));
    }

    [Fact]
    public void A_wait_for_a_resource_of_another_application_is_told()
    {
        var elsewhere = new DistributedApplicationBuilder([], appHost: null, Path.GetTempPath()).AddProject("ghost", "ghost.csproj", launchProfileName: null);
        Add("web").WaitFor(elsewhere);

        Assert.Equal(["web waits for ghost, which is not part of the application."], StartOrder.Problems(_model.Resources));
    }

    [Fact]
    public void Values_and_descriptions_are_not_started()
    {
        _model.AddParameter("secret", () => "x", secret: true);
        _model.AddAWSCloudFormationTemplate("aws", "aws.template");
        Add("web");

        Assert.Equal(["web"], StartOrder.Of(_model.Resources).Select(resource => resource.Name));
    }

    private IResourceBuilder<ProjectResource> Add(string name) => _model.AddProject(name, $"{name}.csproj", launchProfileName: null);
}
