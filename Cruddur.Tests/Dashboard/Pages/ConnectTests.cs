using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed partial class ConnectTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("the-otlp-key")]
    public async Task The_command_that_the_page_shows_sends_a_span_as_it_stands_there(string? key)
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:OtlpApiKey"] = key ?? "" });
        var shown = WebUtility.HtmlDecode(Command().Match(await dashboard.PageAsync("/traces")).Groups["command"].Value);
        var parts = Parts().Match(shown);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, parts.Groups["url"].Value)
        {
            Content = new StringContent(parts.Groups["body"].Value, Encoding.UTF8, "application/json"),
        };
        foreach (Capture header in parts.Groups["header"].Captures)
            request.Headers.TryAddWithoutValidation(header.Value.Split(": ")[0], header.Value.Split(": ")[1].Replace("$DASHBOARD_OTLP_API_KEY", key, StringComparison.Ordinal));

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await dashboard.StoredAsync(counts => counts.Spans == 1);
        Assert.Equal(["hello"], PageReader.TraceNames(await dashboard.PageAsync("/traces")));
    }

    [Theory]
    [InlineData(".NET", "new Uri(\"http://localhost:<grpc>\")")]
    [InlineData("Python", "opentelemetry-instrument python app.py")]
    [InlineData("Node", "node --require @opentelemetry/auto-instrumentations-node/register app.js")]
    [InlineData("Java", "java -javaagent:opentelemetry-javaagent.jar -jar app.jar")]
    [InlineData("Go", "otlptracehttp.New(ctx)")]
    [InlineData("By gRPC instead", "export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:<grpc>\nexport OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    public async Task Each_language_is_told_how_to_send_to_this_very_dashboard(string language, string line)
    {
        using var dashboard = new DashboardApplication();

        var page = WebUtility.HtmlDecode(await dashboard.PageAsync("/logs"));

        var port = $"{dashboard.Address(Listener.OtlpGrpc).Port}";
        Assert.Contains($"</svg>{language}</summary>", page, StringComparison.Ordinal);
        Assert.Contains(line.Replace("<grpc>", port, StringComparison.Ordinal), page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<code[^>]*>(?<command>curl [^<]*/v1/traces[^<]*)</code>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex("""^curl (?<url>\S+) -H 'content-type: application/json' \\\n(\s*-H "(?<header>[^"]*)" \\\n)*\s*-d '(?<body>[^']*)'$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
