using Cruddur.ServiceDefaults.Rollbar;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class DestinationTests
{
    [Theory]
    [InlineData(null, "https://api.rollbar.com/api/1/item/")]
    [InlineData("", "https://api.rollbar.com/api/1/item/")]
    [InlineData("http://localhost:4318", "http://localhost:4318/api/1/item/")]
    [InlineData("http://localhost:4318/", "http://localhost:4318/api/1/item/")]
    [InlineData("http://localhost:4318/api/1/", "http://localhost:4318/api/1/item/")]
    [InlineData("http://localhost:4318/api/1/item", "http://localhost:4318/api/1/item/")]
    [InlineData("http://localhost:4318/api/1/item/", "http://localhost:4318/api/1/item/")]
    [InlineData("http://proxy/rollbar", "http://proxy/rollbar/api/1/item/")]
    public void Endpoint_may_be_written_as_any_of_rollbars_clients_wants_it(string? endpoint, string expected) =>
        Assert.Equal(expected, RollbarDestination.ItemsAt(endpoint).AbsoluteUri);

    [Fact]
    public void There_are_none_without_a_key() => Assert.Empty(Read());

    [Fact]
    public void Each_key_adds_one() => Assert.Equal(
        [
            "Rollbar https://api.rollbar.com/api/1/item/ server Server",
            "Rollbar https://api.rollbar.com/api/1/item/ client Browser",
            "the dashboard http://localhost:4318/api/1/item/ 00000000000000000000000000000000 Server, Browser",
        ],
        Read(("ROLLBAR_ACCESS_TOKEN", "server"), ("ROLLBAR_CLIENT_ACCESS_TOKEN", "client"), ("Dashboard:IngestEndpoint", "http://localhost:4318")));

    [Fact]
    public void Same_address_counts_once() => Assert.Equal(
        ["Rollbar http://localhost:4318/api/1/item/ server Server"],
        Read(("ROLLBAR_ACCESS_TOKEN", "server"), ("ROLLBAR_ENDPOINT", "http://localhost:4318/"), ("Dashboard:IngestEndpoint", "http://localhost:4318")));

    [Theory]
    [InlineData("with space")]
    [InlineData("token\n")]
    [InlineData("\"quoted\"")]
    [InlineData(" ")]
    public void Token_that_is_none_counts_as_unset(string token) => Assert.Empty(Read(("ROLLBAR_ACCESS_TOKEN", token)));

    [Fact]
    public async Task Nothing_is_mapped_or_kept_without_a_destination()
    {
        await using var service = await TestService.StartAsync([], app => app.MapRollbarTest());
        using var response = await service.Client.GetAsync("/rollbar/test", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)response.StatusCode);
        Assert.False(service.App.Services.GetRequiredService<Cruddur.ServiceDefaults.Tracing.ObservedRequests>().AreWanted);
    }

    [Fact]
    public async Task Real_and_local_get_the_same_item_each_with_its_own_token()
    {
        await using var real = await RollbarPeer.StartAsync();
        await using var local = await RollbarPeer.StartAsync();
        await using var service = await FailingEndpoints.StartAsync(real, settings: new() { ["Dashboard:IngestEndpoint"] = local.Url });
        using var response = await service.Client.GetAsync("/rollbar/test", TestContext.Current.CancellationToken);
        Assert.Equal("Hello World!", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ItemForm.Of((await real.NextAsync()).GetRawText()), ItemForm.Of((await local.NextAsync()).GetRawText()));
    }

    private static IEnumerable<string> Read(params (string Key, string Value)[] settings) =>
        RollbarDestinations.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value, StringComparer.Ordinal)).Build())
            .All.Select(destination => $"{destination.Name} {destination.Url} {destination.Token} {destination.Takes}");
}
