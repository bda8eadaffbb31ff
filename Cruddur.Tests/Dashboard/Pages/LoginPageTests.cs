using System.Net;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class LoginPageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/resources")]
    [InlineData("/traces?errors=true")]
    [InlineData("/traces/6b000fcfeda5ba959f39fe0ce9a83d01")]
    [InlineData("/logs")]
    [InlineData("/resources/api/console")]
    [InlineData("/resources/api/console/stream")]
    [InlineData("/live/telemetry?since=0")]
    [InlineData("/nothing")]
    public async Task Whoever_is_not_logged_in_is_led_to_the_login(string path)
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(path)}", response.Headers.Location?.PathAndQuery);
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/app.js")]
    [InlineData("/Cruddur.Dashboard.styles.css")]
    [InlineData("/favicon.svg")]
    public async Task The_login_page_looks_like_the_dashboard_before_anyone_is_logged_in(string asset)
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);

        using var response = await client.GetAsync(new Uri(asset, UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_form_takes_the_token_and_leads_where_one_wanted_to_go()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);
        var form = await client.GetStringAsync(new Uri("/login?returnUrl=%2Ftraces%3Ferrors%3Dtrue", UriKind.Relative), Cancelled);
        Assert.Contains("<form method=\"post\" action=\"login\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"returnUrl\" value=\"/traces?errors=true\"", form, StringComparison.Ordinal);

        using var response = await client.PostAsync(
            new Uri("/login", UriKind.Relative),
            new FormUrlEncodedContent([new("t", DashboardApplication.Token), new("returnUrl", "/traces?errors=true")]),
            Cancelled);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/traces?errors=true", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_token_is_told_where_the_right_one_is()
    {
        using var dashboard = new DashboardApplication();
        using var client = dashboard.Client(Listener.Ui);

        using var response = await client.PostAsync(new Uri("/login", UriKind.Relative), new FormUrlEncodedContent([new("t", "wrong")]), Cancelled);
        var page = await client.GetStringAsync(response.Headers.Location, Cancelled);

        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("This is not the token.", page, StringComparison.Ordinal);
        Assert.Contains("/login?t=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_has_a_page()
    {
        using var dashboard = new DashboardApplication();

        Assert.Contains("There is no such page", await dashboard.PageAsync("/nothing", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }
}
