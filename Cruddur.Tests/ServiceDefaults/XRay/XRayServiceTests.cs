using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class XRayServiceTests
{
    [Fact]
    public async Task Failing_request_of_a_real_service_reaches_the_daemon_with_its_cause()
    {
        using var daemon = new DaemonPeer();
        await using var service = await TestService.StartAsync(
            new() { ["AWS_XRAY_DAEMON_ADDRESS"] = daemon.Address.Udp.ToString(), ["OTEL_SERVICE_NAME"] = "api" },
            app => app.MapGet("/boom", string () => throw new InvalidOperationException("boom", new TimeoutException("beneath"))));
        var traceId = await service.TraceAsync("/boom?access_token=hunter2");
        await service.StopAsync();
        var segment = JsonSerializer.Deserialize<JsonElement>(Assert.Single(await daemon.ReceiveAsync(1)));
        Assert.Equal($"1-{traceId[..8]}-{traceId[8..]}", segment.GetProperty("trace_id").GetString());
        Assert.Equal("00f067aa0ba902b7", segment.GetProperty("parent_id").GetString());
        Assert.Equal("api", segment.GetProperty("name").GetString());
        Assert.True(segment.GetProperty("fault").GetBoolean());
        Assert.Equal(500, segment.GetProperty("http").GetProperty("response").GetProperty("status").GetInt32());
        var request = segment.GetProperty("http").GetProperty("request");
        Assert.Equal($"{service.App.Urls.Single()}/boom", request.GetProperty("url").GetString());
        var exceptions = segment.GetProperty("cause").GetProperty("exceptions").EnumerateArray().ToList();
        Assert.Equal(["System.InvalidOperationException boom", "System.TimeoutException beneath"], exceptions.Select(e => $"{e.GetProperty("type")} {e.GetProperty("message")}"));
        Assert.Contains("XRayServiceTests.cs", exceptions[0].GetProperty("stack")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", segment.GetRawText(), StringComparison.Ordinal);
    }
}
