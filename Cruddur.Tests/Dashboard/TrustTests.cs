using System.Net;
using System.Text;
using Cruddur.Dashboard.Listeners;
using Microsoft.Data.Sqlite;

namespace Cruddur.Tests.Dashboard;

public sealed class TrustTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_names_of_the_loopback_are_answered(string host, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(status, (await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/health", ("Host", host))).Status);
        var content = "{}";
        var received = await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Post, "/v1/logs", content, ("Host", host));
        Assert.Equal(status, received.Status);
    }

    [Fact]
    public async Task A_web_page_may_send_telemetry_only_where_its_origin_is_configured()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:AllowedOrigins:0"] = "http://localhost:5173" });
        var stranger = await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Post, "/v1/logs", "{}", ("Origin", "http://evil.example"));
        var known = await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Post, "/v1/logs", "{}", ("Origin", "http://localhost:5173"));
        var asking = await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Options, "/v1/logs",
            ("Origin", "http://localhost:5173"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        Assert.Equal((HttpStatusCode.Forbidden, null), (stranger.Status, stranger.Header("Access-Control-Allow-Origin")));
        Assert.Equal((HttpStatusCode.OK, "http://localhost:5173"), (known.Status, known.Header("Access-Control-Allow-Origin")));
        Assert.Equal(
            (HttpStatusCode.NoContent, "http://localhost:5173", "content-type"),
            (asking.Status, asking.Header("Access-Control-Allow-Origin"), asking.Header("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("the-key", HttpStatusCode.OK)]
    public async Task Senders_want_the_key_where_one_is_set(string? key, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:OtlpApiKey"] = "the-key" });
        var answer = await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Post, "/v1/logs", "{}", key is null ? [] : [("x-otlp-api-key", key)]);
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(DashboardApplication.Token, HttpStatusCode.OK)]
    public async Task The_read_api_wants_the_token(string? key, HttpStatusCode status)
    {
        using var dashboard = new DashboardApplication();
        var answer = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/api/telemetry/resources", key is null ? [] : [("x-api-key", key)]);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.OK ? "application/json" : "application/problem+json", answer.Type);
    }

    [Fact]
    public async Task Pages_lead_to_the_login_and_the_login_leads_back()
    {
        using var dashboard = new DashboardApplication();
        var page = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/traces?errors=true");
        Assert.Equal((HttpStatusCode.Redirect, "/login?returnUrl=%2Ftraces%3Ferrors%3Dtrue"), (page.Status, new Uri(page.Header("Location")!).PathAndQuery));

        var login = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, $"/login?t={DashboardApplication.Token}&returnUrl=%2Fapi%2Ftelemetry%2Fresources");
        Assert.Equal((HttpStatusCode.Redirect, "/api/telemetry/resources"), (login.Status, login.Header("Location")));
        var cookie = login.Header("Set-Cookie")!;
        Assert.Matches("^cruddur-dashboard=[^;]+; expires=[^;]+; path=/; samesite=lax; httponly$", cookie);

        var read = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/api/telemetry/resources", ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, read.Status);
    }

    [Theory]
    [InlineData("t=wrong", "/login?failed=true&returnUrl=%2F")]
    [InlineData("t=wrong&returnUrl=%2Flogs", "/login?failed=true&returnUrl=%2Flogs")]
    [InlineData("t=the-token&returnUrl=%2F%2Fevil.example", "/")]
    [InlineData("t=the-token&returnUrl=http%3A%2F%2Fevil.example", "/")]
    [InlineData("t=the-token&returnUrl=%2F%5Cevil.example", "/")]
    [InlineData("t=the-token", "/")]
    public async Task A_login_leads_to_a_page_of_the_dashboard_only(string form, string location)
    {
        using var dashboard = new DashboardApplication();
        var byLink = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, $"/login?{form}");
        using var client = dashboard.Client(Listener.Ui);
        using var byForm = await client.PostAsync(
            new Uri("/login", UriKind.Relative), new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), CancellationToken);
        Assert.Equal((location, location), (byLink.Header("Location"), byForm.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_guesser_is_stopped()
    {
        using var dashboard = new DashboardApplication();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 21; attempt++)
            statuses.Add((await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, $"/login?t={attempt}")).Status);
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Redirect, 20), HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task A_login_lasts_over_a_restart_until_the_token_is_changed()
    {
        using var folder = new TemporaryFolder();
        string cookie;
        using (var first = new DashboardApplication(folder: folder))
            cookie = (await SendAsync(first, Listener.Ui, HttpMethod.Get, $"/login?t={DashboardApplication.Token}")).Header("Set-Cookie")!.Split(';')[0];
        using (var second = new DashboardApplication(folder: folder))
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(second, Listener.Ui, HttpMethod.Get, "/api/telemetry/resources", ("Cookie", cookie))).Status);
        using var third = new DashboardApplication(new() { ["Dashboard:Token"] = "another" }, folder);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(third, Listener.Ui, HttpMethod.Get, "/api/telemetry/resources", ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task Everyone_is_let_in_where_that_is_configured()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:AllowAnonymous"] = "true" });
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/api/telemetry/resources")).Status);
    }

    [Fact]
    public async Task Receivers_and_pages_are_not_reached_by_each_others_ports()
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Get, "/health")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dashboard, Listener.OtlpHttp, HttpMethod.Get, "/login")).Status);
        var (status, _, _, _) = await SendAsync(dashboard, Listener.Ui, HttpMethod.Post, "/v1/logs", "{}", ("x-api-key", DashboardApplication.Token));
        Assert.NotEqual(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Answers_tell_browsers_to_load_nothing_from_elsewhere()
    {
        using var dashboard = new DashboardApplication();
        var answer = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/login");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("default-src 'none'; script-src 'self'; ", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-referrer"), (answer.Header("X-Content-Type-Options"), answer.Header("Referrer-Policy")));
    }

    [Fact]
    public async Task Pages_that_tell_of_an_error_are_held_to_the_same()
    {
        using var folder = new TemporaryFolder();
        using var dashboard = new DashboardApplication(new() { ["Dashboard:AllowAnonymous"] = "true" }, folder);
        await using (var file = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "telemetry.db")};Pooling=False"))
        {
            await file.OpenAsync(CancellationToken);
            await using var command = file.CreateCommand();
            command.CommandText = "ALTER TABLE blocks RENAME TO gone";
            await command.ExecuteNonQueryAsync(CancellationToken);
        }

        var fine = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/login");
        var broken = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/logs");
        var missing = await SendAsync(dashboard, Listener.Ui, HttpMethod.Get, "/nowhere");
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.NotFound), (broken.Status, missing.Status));
        string[] names =
            ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];
        foreach (var answer in (Answer[])[broken, missing])
            Assert.Equal(names.Select(name => fine.Header(name)), names.Select(name => answer.Header(name)));
    }

    private static Task<Answer> SendAsync(
        DashboardApplication dashboard, Listener listener, HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(dashboard, listener, method, path, null, headers);

    private static async Task<Answer> SendAsync(
        DashboardApplication dashboard, Listener listener, HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var client = dashboard.Client(listener);
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, CancellationToken);
        var body = await response.Content.ReadAsStringAsync(CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    private sealed record Answer(HttpStatusCode Status, string? Type, string Body, Dictionary<string, string> Headers)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
