using System.Net;
using System.Text.Json;

namespace Cruddur.Tests.Api;

public sealed class WhoIsPostingTests
{
    [Theory]
    [InlineData(null, "andrewbrown")]
    [InlineData("worf", "worf")]
    [InlineData("A_Stranger_7", "a_stranger_7")]
    public async Task In_development_the_header_says_who_posts(string? header, string handle)
    {
        using var api = new ApiApplication();
        using var created = JsonDocument.Parse(await api.PostAsync("hello", handle: header));
        Assert.Equal(handle, created.RootElement.GetProperty("handle").GetString());
        Assert.Equal(handle, created.RootElement.GetProperty("display_name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("'; DROP TABLE people; --")]
    public async Task What_is_no_handle_may_read_but_not_post(string header)
    {
        using var api = new ApiApplication();
        using var written = await api.SendAsync(HttpMethod.Post, "/api/activities", new { message = "hello", ttl = "1-day" }, header);
        Assert.Equal(HttpStatusCode.Unauthorized, written.StatusCode);
        using var read = await api.SendAsync(HttpMethod.Get, "/api/activities/home", body: null, header);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Elsewhere_a_write_needs_an_account_whatever_the_header_says(string environment)
    {
        using var api = new ApiApplication(environment);
        foreach (var path in new[] { "/api/activities", $"/api/activities/{Guid.NewGuid()}/reply" })
        {
            using var response = await api.SendAsync(HttpMethod.Post, path, new { message = "hello", ttl = "1-day" }, "worf");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("Writing needs an account.", problem.RootElement.GetProperty("detail").GetString());
        }
        Assert.Equal("[]", await api.ReadAsync("/api/activities/home"));
    }
}
