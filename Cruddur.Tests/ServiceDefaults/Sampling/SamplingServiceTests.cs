using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Cruddur.ServiceDefaults.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

/// <summary>The sampler in a service. Alone: another service of the same process would have its own sampler asked about the same spans.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneCollection;

/// <inheritdoc cref="AloneCollection"/>
[Collection(typeof(AloneCollection))]
public sealed class SamplingServiceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ffffffffffffff";
    private const string NotSampled = $"00-{TraceId}-00f067aa0ba902b7-00";
    private const string Sampled = $"00-{TraceId}-00f067aa0ba902b7-01";
    private const string XRay = "Root=1-4bf92f35-77b34da6a3ffffffffffffff;Parent=53995c3f42cd8ad8";

    [Fact]
    public async Task Root_span_says_which_rule_decided_and_how()
    {
        await using var service = await StartAsync(Rules(Rule("Home", reservoir: 1, rate: 0, path: "/span")));
        var first = await SpanAsync(service);
        Assert.Equal((true, "ot=th:0", "Home reservoir"), (first.Recorded, first.State, first.Decided));
        var second = await SpanAsync(service);
        Assert.Equal((false, false, null), (second.Recorded, second.IsAllDataRequested, second.State));
    }

    [Fact]
    public async Task Rules_built_in_govern_where_nothing_is_set()
    {
        await using var service = await StartAsync([]);
        var span = await SpanAsync(service);
        Assert.Equal((true, "CruddurLocal reservoir"), (span.Recorded, span.Decided));
    }

    [Fact]
    public async Task Rule_on_host_is_matched_with_the_servers_address()
    {
        await using var service = await StartAsync(Rules(Rule("Here", reservoir: 1, rate: 1, host: "127.0.0.1:*")));
        Assert.Equal("Here reservoir", (await SpanAsync(service)).Decided);
    }

    [Theory]
    [InlineData(Sampled, "a=1,ot=th:8", true, "a=1,ot=th:8", "caller")]
    [InlineData(NotSampled, "a=1", false, "a=1", null)]
    public async Task Trusted_caller_is_followed_and_its_state_goes_on(string traceparent, string state, bool recorded, string? carried, string? decided)
    {
        await using var service = await StartAsync(Rules(Rule("All", rate: 0.5)));
        var span = await SpanAsync(service, ("traceparent", traceparent), ("tracestate", state));
        Assert.Equal((TraceId, recorded, carried, decided), (span.TraceId, span.Recorded, span.State, span.Decided));
    }

    [Theory]
    [InlineData(NotSampled)]
    [InlineData(Sampled)]
    public async Task At_the_edge_a_caller_chooses_its_ids_alone(string traceparent)
    {
        await using var service = await StartAsync(new(Rules(Rule("All", reservoir: 1, rate: 0))) { ["Sampling:TrustCallers"] = "false" });
        var first = await SpanAsync(service, ("traceparent", traceparent), ("tracestate", "a=1,ot=th:8;rv:ffffffffffffff"));
        Assert.Equal((TraceId, true, "All reservoir"), (first.TraceId, first.Recorded, first.Decided));
        Assert.Matches("^ot=th:0;rv:[0-9a-f]{14},a=1$", first.State);
        var other = traceparent.Replace(TraceId, "5" + TraceId[1..], StringComparison.Ordinal);
        var second = await SpanAsync(service, ("traceparent", other), ("tracestate", "a=1,ot=th:8;rv:ffffffffffffff"));
        Assert.Equal(("5" + TraceId[1..], false), (second.TraceId, second.Recorded));
        Assert.Matches("^ot=rv:[0-9a-f]{14},a=1$", second.State);
    }

    [Theory]
    [InlineData(XRay + ";Sampled=?", "All reservoir", "Root=1-4bf92f35-77b34da6a3ffffffffffffff;Sampled=1")]
    [InlineData(XRay, "All reservoir", null)]
    [InlineData(XRay + ";Sampled=1", "caller", null)]
    public async Task Caller_that_leaves_the_decision_to_us_gets_it_and_hears_of_it_where_it_asked(string header, string decided, string? answered)
    {
        await using var service = await StartAsync(Rules(Rule("All", reservoir: 1, rate: 0)));
        var span = await SpanAsync(service, ("X-Amzn-Trace-Id", header));
        Assert.Equal((TraceId, "53995c3f42cd8ad8", true, decided, answered), (span.TraceId, span.ParentId, span.Recorded, span.Decided, span.Answered));
    }

    [Fact]
    public async Task No_of_a_trusted_caller_is_no_and_one_that_asks_may_hear_no_even_with_an_error()
    {
        await using var service = await StartAsync(Rules(Rule("None", rate: 0)));
        var span = await SpanAsync(service, ("X-Amzn-Trace-Id", XRay + ";Sampled=0"));
        Assert.Equal((TraceId, false, null), (span.TraceId, span.Recorded, span.Answered));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fails") { Headers = { { "X-Amzn-Trace-Id", XRay + ";Sampled=?" } } };
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("Root=1-4bf92f35-77b34da6a3ffffffffffffff;Sampled=0", Assert.Single(response.Headers.GetValues("X-Amzn-Trace-Id")));
    }

    [Fact]
    public async Task Callee_follows_with_the_same_weight()
    {
        await using var callee = await StartAsync(Rules(Rule("None", rate: 0)));
        await using var service = await StartAsync(Rules(Rule("All", rate: 0.5)));
        service.App.Services.GetRequiredService<Target>().Url = callee.Client.BaseAddress;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/calls") { Headers = { { "X-Amzn-Trace-Id", XRay + ";Sampled=?" } } };
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var span = await response.Content.ReadFromJsonAsync<SpanSeen>(TestContext.Current.CancellationToken);
        Assert.Equal((TraceId, true, "ot=th:8", 2, "caller"), (span!.TraceId, span.Recorded, span.State, SamplingWeight.Of(span.State), span.Decided));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(NotSampled)]
    public async Task What_is_dropped_is_captured_for_the_dashboard_with_its_children_and_without_the_flag(string? traceparent)
    {
        await using var service = await StartAsync(new(Rules(Rule("None", rate: 0))) { ["Sampling:CaptureAll"] = "true" });
        var span = traceparent is null ? await SpanAsync(service) : await SpanAsync(service, ("traceparent", traceparent));
        Assert.Equal((false, true, traceparent is null ? "None dropped" : "caller", "False True"), (span.Recorded, span.IsAllDataRequested, span.Decided, span.Child));
    }

    [Fact]
    public async Task Untraced_path_stays_untraced_with_all_below_it_also_where_all_is_captured()
    {
        await using var service = await StartAsync(new(Rules(Rule("All", rate: 1))) { ["Sampling:CaptureAll"] = "true", ["Telemetry:UntracedPaths:0"] = "/span" });
        var span = await SpanAsync(service, ("traceparent", Sampled), ("tracestate", "a=1"));
        Assert.Equal((false, false, "a=1", ""), (span.Recorded, span.IsAllDataRequested, span.State, span.Child));
    }

    [Theory]
    [InlineData("Development", "http://127.0.0.1:1", true)]
    [InlineData("Development", null, false)]
    [InlineData("Production", "http://127.0.0.1:1", false)]
    public async Task Capturing_all_is_for_Development_with_a_dashboard(string environment, string? dashboard, bool captured)
    {
        await using var service = await StartAsync(
            new(Rules(Rule("None", rate: 0))) { ["Dashboard:OtlpEndpoint"] = dashboard, ["OTEL_TRACES_EXPORTER"] = "none", ["Telemetry:FlushDeadline"] = "00:00:00" },
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IHostEnvironment>(new HostedIn(Checkout.Root) { EnvironmentName = environment })));
        Assert.Equal(captured, (await SpanAsync(service)).IsAllDataRequested);
    }

    [Theory]
    [InlineData("Sampling:Enabled", "false", true)]
    [InlineData("OTEL_TRACES_SAMPLER", "always_off", false)]
    [InlineData("OTEL_TRACES_SAMPLER", "xray", false)]
    public async Task Rules_can_be_replaced(string key, string value, bool recorded)
    {
        await using var service = await StartAsync(new(Rules(Rule("None", rate: 0))) { [key] = value });
        Assert.Equal(recorded, (await SpanAsync(service)).Recorded);
    }

    [Fact]
    public async Task Daemon_that_is_named_gives_the_rules_without_a_span_of_its_own()
    {
        await using var daemon = await DaemonPeer.StartAsync();
        await using var service = await StartAsync(new() { ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address.ToString(), ["OTEL_SERVICE_NAME"] = "api" });
        await daemon.AskedAsync();
        var rules = (XRayRules)service.App.Services.GetRequiredService<IDecider>();
        Assert.True(SpinWait.SpinUntil(() => rules.LastFetched is not null, TimeSpan.FromSeconds(30)));
        Assert.Equal(["Posts", "Route", "Default"], rules.LastFetched!.Rules.Select(rule => rule.Definition.RuleName));
        Assert.Equal("Default borrow", (await SpanAsync(service)).Decided);
    }

    [Fact]
    public async Task Rule_of_the_file_that_can_never_match_is_warned_about_at_start()
    {
        var lines = new ConsoleLines();
        await using var service = await StartAsync(Rules(Rule("All"), Rule("Never", priority: 2)), lines.Of);
        await SpanAsync(service);
        Assert.True(SpinWait.SpinUntil(() => lines.All.Any(line => line.Contains("rule Never comes after All (priority 1), which takes every request", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
    }

    private static async Task<TestService> StartAsync(Dictionary<string, string?> settings, Action<WebApplicationBuilder>? build = null) => await TestService.StartAsync(
        new(settings, StringComparer.OrdinalIgnoreCase) { ["OTEL_TRACES_SAMPLER"] = settings.GetValueOrDefault("OTEL_TRACES_SAMPLER") },
        app =>
        {
            app.UseExceptionHandler(handler => handler.Run(_ => Task.CompletedTask));
            app.MapGet("/span", () =>
            {
                using var child = Sources.Test.StartActivity("child");
                var span = child?.Parent ?? Activity.Current!;
                return new SpanSeen(
                    span.TraceId.ToHexString(), span.ParentSpanId.ToHexString(), span.Recorded, span.IsAllDataRequested, span.TraceStateString,
                    span.GetTagItem(Decision.Tag) is { } how ? $"{span.GetTagItem(Decision.RuleTag)} {how}".Trim() : null,
                    child is null ? "" : $"{child.Recorded} {child.IsAllDataRequested}", null);
            });
            app.MapGet("/calls", async (Target target, CancellationToken cancellationToken) =>
            {
                using var client = new HttpClient();
                return await client.GetFromJsonAsync<SpanSeen>(new Uri(target.Url!, "/span"), cancellationToken);
            });
            app.MapGet("/fails", IResult () => throw new InvalidOperationException("on purpose"));
        },
        builder =>
        {
            builder.Services.AddSingleton<Target>();
            build?.Invoke(builder);
        });

    private static async Task<SpanSeen> SpanAsync(TestService service, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/span");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var span = await response.Content.ReadFromJsonAsync<SpanSeen>(TestContext.Current.CancellationToken);
        return span! with { Answered = response.Headers.TryGetValues("X-Amzn-Trace-Id", out var values) ? values.Single() : null };
    }

    private static object Rule(string name, int priority = 1, int reservoir = 0, double rate = 1, string path = "*", string host = "*") =>
        new { RuleName = name, Priority = priority, ReservoirSize = reservoir, FixedRate = rate, URLPath = path, Host = host };

    // Each in a file of its own, which the operating system forgets with the rest of its temporary ones.
    private static Dictionary<string, string?> Rules(params object[] rules)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cruddur-rules-").FullName, "rules.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { SamplingRuleRecords = rules.Select(rule => new { SamplingRule = rule }) }));
        return new(StringComparer.OrdinalIgnoreCase) { ["Sampling:RulesFile"] = path };
    }

    private sealed record SpanSeen(
        string TraceId, string ParentId, bool Recorded, bool IsAllDataRequested, string? State, string? Decided, string Child, string? Answered);

    private sealed class Target
    {
        public Uri? Url { get; set; }
    }

    private static class Sources
    {
        public static readonly ActivitySource Test = new("Cruddur.Tests.Sampling");
    }
}
