using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;
using Cruddur.ServiceDefaults.Tracing;
using OpenTelemetry.Trace;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class EntrySamplerTests
{
    private static readonly ActivityTraceId TraceId = ActivityTraceId.CreateFromString("4bf92f3577b34da6a3ce929d0e0e4736");

    [Theory]
    [InlineData("/", true)]
    [InlineData("/health", false)]
    [InlineData("/HEALTH/", false)]
    [InlineData("/healthy", true)]
    [InlineData("/_blazor/negotiate", false)]
    [InlineData("/app.abc123.css", false)]
    [InlineData("/otlp/v1/traces", false)]
    [InlineData("/@worf", true)]
    public void Request_is_sampled_unless_it_is_nobodys(string path, bool sampled) =>
        Assert.Equal(sampled, Decides(new UntracedPaths(null, null), default, path));

    [Theory]
    [InlineData("/quiet", false)]
    [InlineData("/quiet/work", false)]
    [InlineData("/quieter", true)]
    [InlineData("/health", true)]
    [InlineData("/notes.txt", false)]
    [InlineData("/app.css", true)]
    public void Configured_paths_and_endings_replace_the_defaults(string path, bool sampled) =>
        Assert.Equal(sampled, Decides(new UntracedPaths(["/quiet/"], [".txt"]), default, path));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, true)]
    [InlineData(ActivityTraceFlags.None, false)]
    public void Span_inside_the_service_follows_its_parent(ActivityTraceFlags flags, bool sampled) =>
        Assert.Equal(sampled, Decides(new UntracedPaths(null, null), Parent(flags, isRemote: false), path: null));

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, "/", true)]
    [InlineData(ActivityTraceFlags.None, "/", true)]
    [InlineData(ActivityTraceFlags.Recorded, "/health", false)]
    public void Callers_flag_decides_nothing(ActivityTraceFlags flags, string path, bool sampled) =>
        Assert.Equal(sampled, Decides(new UntracedPaths(null, null), Parent(flags, isRemote: true), path));

    private static ActivityContext Parent(ActivityTraceFlags flags, bool isRemote) =>
        new(TraceId, ActivitySpanId.CreateFromString("00f067aa0ba902b7"), flags, traceState: null, isRemote);

    private static bool Decides(UntracedPaths untraced, ActivityContext parent, string? path)
    {
        var tags = path is null ? [] : new KeyValuePair<string, object?>[] { new("url.path", path) };
        using var callers = new CallersWord();
        return new EntrySampler(untraced, callers, new AlwaysOnSampler(), captureAll: false)
            .ShouldSample(new SamplingParameters(parent, TraceId, "span", ActivityKind.Server, tags)).Decision == SamplingDecision.RecordAndSample;
    }
}
