using System.Text;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class UdpSenderTests
{
    private const string Failed = """
        {"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"53995c3f42cd8ad8","parent_id":"41864da44c0795d5","name":"api","start_time":1767225600.000001,"end_time":1767225600.250000,"fault":true,
        "cause":{"exceptions":[{"id":"00000000000000a1","type":"System.InvalidOperationException","message":"no","cause":"00000000000000a2","truncated":3,"stack":[{"path":"Feed.cs","line":7,"label":"Cruddur.Feed.Read()"}]},{"id":"00000000000000a2","type":"E","message":"why"}]},
        "http":{"request":{"method":"GET","url":"http://localhost/é"},"response":{"status":500}},"annotations":{"text":"a","whole":7,"part":0.5,"truth":true},"metadata":{"app":{"list":[1,"b",null]}},
        "subsegments":[{"id":"53995c3f42cd8ad9","name":"db","start_time":1767225600.100000,"end_time":1767225600.200000,"namespace":"remote","sql":{"sanitized_query":"select 1"}}]}
        """;

    [Fact]
    public async Task Document_arrives_with_the_same_content()
    {
        using var daemon = new DaemonPeer();
        using var sender = new UdpSender(daemon.Address.Udp, TimeProvider.System);
        Assert.Equal(SendResult.Sent, await sender.SendAsync([Document(Failed)], TestContext.Current.CancellationToken));
        var arrived = JsonElement.Parse(Assert.Single(await daemon.ReceiveAsync(1)));
        Assert.Equal(XRayCase.Readably(JsonElement.Parse(Failed)), XRayCase.Readably(arrived));
    }

    [Fact]
    public async Task Batch_arrives_each_document_in_a_datagram_of_its_own()
    {
        using var daemon = new DaemonPeer();
        using var sender = new UdpSender(daemon.Address.Udp, TimeProvider.System);
        List<Payload> batch = [.. Enumerable.Range(0, UdpSender.MaxBatch).Select(number => Named($"n{number}"))];
        Assert.Equal(SendResult.Sent, await sender.SendAsync(batch, TestContext.Current.CancellationToken));
        Assert.Equal(
            Enumerable.Range(0, UdpSender.MaxBatch).Select(number => $"n{number}"),
            (await daemon.ReceiveAsync(batch.Count)).Select(document => JsonElement.Parse(document).GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Document_that_grows_too_large_in_the_package_is_told_and_holds_up_no_other()
    {
        using var daemon = new DaemonPeer();
        using var sender = new UdpSender(daemon.Address.Udp, TimeProvider.System);
        var result = await sender.SendAsync([Named("a"), Named("b", new string('é', 20_000)), Named("c")], TestContext.Current.CancellationToken);
        Assert.Equal((SendOutcome.Sent, "datagram_too_large", 1), (result.Outcome, result.Reason, Assert.Single(result.RejectedItems!)));
        Assert.Equal(2, (await daemon.ReceiveAsync(2)).Count);
    }

    [Fact]
    public async Task Daemon_is_found_by_its_hosts_name()
    {
        using var daemon = new DaemonPeer();
        using var sender = new UdpSender(new HostAndPort("localhost", daemon.Port), TimeProvider.System);
        Assert.Equal(SendResult.Sent, await sender.SendAsync([Named("a")], TestContext.Current.CancellationToken));
        await daemon.ReceiveAsync(1);
    }

    // The package's own way out is 127.0.0.1:2000.
    [Theory]
    [InlineData("no-such-host.invalid", 2001)]
    [InlineData("no-such-host.invalid", 2000)]
    [InlineData("::1", 2000)]
    [InlineData("fd00::5", 2001)]
    public async Task Address_that_the_package_cannot_use_is_told(string host, int port)
    {
        using var sender = new UdpSender(new HostAndPort(host, port), TimeProvider.System);
        Assert.Equal(SendOutcome.Retry, (await sender.SendAsync([Named("a")], TestContext.Current.CancellationToken)).Outcome);
    }

    private static Payload Named(string name, string user = "u") => Document(
        $$"""{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00f067aa0ba902b7","name":"{{name}}","user":"{{user}}","start_time":1.000000,"end_time":2.000000}""");

    private static Payload Document(string document) => Payload.Copy([.. UdpSender.Header, .. Encoding.UTF8.GetBytes(document.ReplaceLineEndings(""))]);
}
