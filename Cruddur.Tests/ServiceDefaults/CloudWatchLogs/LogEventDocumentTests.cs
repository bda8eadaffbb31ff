using System.Text.Json.Nodes;
using Cruddur.ServiceDefaults.Scrubbing;
using Microsoft.Extensions.Logging;
using Serilog.Events;
using ILogger = Serilog.ILogger;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class LogEventDocumentTests
{
    private static readonly Dictionary<string, Func<LogEvent>> Cases = new(StringComparer.Ordinal)
    {
        ["line"] = () => SampleEvents.Logged(log => log.ForContext("SourceContext", "Cruddur.Api.Shown").ForContext("EventId", new EventId(9, "Showing"), destructureObjects: true)
            .Information("Showing {Uuid} to {Viewer}", 7, "worf")),
        ["untraced"] = () => SampleEvents.Logged(log => log.Debug("Started"), traced: false),
        ["values"] = () => SampleEvents.Logged(log => log
            .ForContext("Order", new { Id = 5, Lines = new[] { "a", "b" }, Total = 1.5m }, destructureObjects: true)
            .ForContext("ByName", new Dictionary<string, int>(StringComparer.Ordinal) { ["one"] = 1 })
            .ForContext("Nothing", null)
            .ForContext("NaN", double.NaN)
            .ForContext("Big", ulong.MaxValue)
            .ForContext("Truth", value: true)
            .ForContext("When", SampleEvents.Time)
            .ForContext("How", DayOfWeek.Friday)
            .ForContext("Took", TimeSpan.FromSeconds(1.5))
            .ForContext("Url", new Uri("https://host/a?b=c"))
            .ForContext("Odd", "quote \" backslash \\ newline \n tab \t grüße 🖖 \ud800 <&>")
            .Warning("Values")),
        ["exception"] = () => SampleEvents.Logged(log => log.Error(
            new InvalidOperationException("boom", new FormatException("inner, password=canary")), "Failed {What}", "it")),
        ["secrets"] = () => SampleEvents.Logged(log => log
            .ForContext("Header", "Authorization: Bearer canary-token-1")
            .ForContext("Login", new { User = "worf", Password = "canary", Nested = new { ApiKey = "canary" } }, destructureObjects: true)
            .ForContext("Headers", new Dictionary<string, string>(StringComparer.Ordinal) { ["cookie"] = "canary", ["accept"] = "*/*" })
            .ForContext("ConnectionString", "Host=db;Password=canary")
            .ForContext("Note", new Private("canary"))
            .ForContext("Known", new[] { "token=canary", "x" })
            .ForContext("HasPassword", value: true)
            .Information("Signed in with {Password} at {Url}, token=canary", "canary", new Uri("https://a:canary@host/"))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Event_becomes_the_document(string name)
    {
        var logEvent = Cases[name]();
        using var text = new StringWriter();
        new LogEventFormatter("api").Format(logEvent, text);
        var path = Path.Combine(Checkout.Root, "Cruddur.Tests", "ServiceDefaults", "CloudWatchLogs", "Documents", $"{name}.json");
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(text.ToString())!.ToJsonString());
        Assert.DoesNotContain("canary", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.ToString());
    }

    [Fact]
    public void Event_without_a_secret_is_not_copied()
    {
        var logEvent = Cases["line"]();
        Assert.Same(logEvent, ScrubbedLog.Of(logEvent));
    }

    [Fact]
    public void Message_with_a_hidden_value_is_rendered_again()
    {
        using var text = new StringWriter();
        new LogEventFormatter("api").Format(SampleEvents.Logged(Signing), text);
        Assert.Equal("worf signs in with *** and {\"Pin\":\"1\",\"Secret\":\"***\"}", (string?)JsonNode.Parse(text.ToString())!["message"]);

        static void Signing(ILogger log) => log.Information("{User} signs in with {Password} and {@More}", "worf", "canary", new { Pin = "1", Secret = "canary" });
    }
}
