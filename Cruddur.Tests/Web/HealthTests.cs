using System.Net;

namespace Cruddur.Tests.Web;

public sealed class HealthTests
{
    [Fact]
    public async Task Front_end_is_healthy_with_its_api()
    {
        await using var api = await FakeApi.StartAsync();
        await using var web = new FrontEnd(api.Address);
        api.Plan("GET /alive", "");

        var health = await web.GetAsync("/health");

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (health.Status, health.Html));
    }

    [Fact]
    public async Task Front_end_without_its_api_is_degraded_and_goes_on_serving()
    {
        await using var web = new FrontEnd("http://127.0.0.1:1");

        var health = await web.GetAsync("/health");

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (health.Status, health.Html));
    }
}
