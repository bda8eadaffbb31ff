using System.Net;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class UdpSenderTests
{
    public static TheoryData<bool> Ways => OperatingSystem.IsLinux() ? [true, false] : [false];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Batch_arrives_each_document_in_a_datagram_of_its_own(bool atOnce)
    {
        using var daemon = new DaemonPeer();
        using var sender = Sender(daemon.Address.Udp, atOnce);
        for (var round = 0; round < 5; round++)
        {
            List<Payload> batch = [.. Enumerable.Range(0, UdpSender.MaxBatch).Select(i => Document($"n{(round * UdpSender.MaxBatch) + i}"))];
            Assert.Equal(SendResult.Sent, await sender.SendAsync(batch, TestContext.Current.CancellationToken));
            Assert.Equal(batch.Select(Text), (await daemon.ReceiveAsync(batch.Count)).Select(document => $"{{\"format\":\"json\",\"version\":1}}\n{document}"));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Closed_port_is_told_and_the_daemon_found_again_when_it_is_back(bool atOnce)
    {
        int port;
        using (var gone = new DaemonPeer())
            port = gone.Port;
        using var sender = Sender(new HostAndPort("127.0.0.1", port), atOnce);
        for (var i = 0; i < 3; i++)
            Assert.Equal(SendResult.Retry("refused: no daemon has the port open"), await sender.SendAsync([Document("a"), Document("b")], TestContext.Current.CancellationToken));

        using var back = new DaemonPeer(IPAddress.Loopback, port);
        Assert.Equal(SendResult.Sent, await sender.SendAsync([Document("a"), Document("b")], TestContext.Current.CancellationToken));
        Assert.Equal(2, (await back.ReceiveAsync(2)).Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Datagram_that_can_never_leave_holds_up_no_other(bool atOnce)
    {
        using var daemon = new DaemonPeer();
        using var sender = Sender(daemon.Address.Udp, atOnce);
        var result = await sender.SendAsync([Document("a"), Payload.Copy(new byte[70_000]), Document("b")], TestContext.Current.CancellationToken);
        Assert.Equal((SendOutcome.Sent, "datagram_too_large", 1), (result.Outcome, result.Reason, Assert.Single(result.RejectedItems!)));
        Assert.Equal(2, (await daemon.ReceiveAsync(2)).Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Name_with_several_addresses_is_tried_at_each(bool atOnce)
    {
        using var daemon = new DaemonPeer();
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback];
        using var sender = new UdpSender(new DaemonEndPoint(new HostAndPort("daemon", daemon.Port), (_, _) => Task.FromResult(addresses)), Send(atOnce), TimeProvider.System);
        Assert.Equal(SendOutcome.Retry, (await sender.SendAsync([Document("a")], TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(SendResult.Sent, await sender.SendAsync([Document("a")], TestContext.Current.CancellationToken));
        await daemon.ReceiveAsync(1);
    }

    [Fact]
    public async Task Unknown_host_is_a_failure_like_any_other()
    {
        using var sender = Sender(new HostAndPort("no-such-host.invalid", 2000), atOnce: false);
        Assert.Equal(SendOutcome.Retry, (await sender.SendAsync([Document("a")], TestContext.Current.CancellationToken)).Outcome);
    }

    private static UdpSender Sender(HostAndPort daemon, bool atOnce) => new(new DaemonEndPoint(daemon), Send(atOnce), TimeProvider.System);

    private static SendDatagrams Send(bool atOnce) => atOnce ? new SendManyMessages().Send : Datagrams.OneByOne;

    private static Payload Document(string name) => Payload.Copy(
        [.. UdpSender.Header, .. System.Text.Encoding.UTF8.GetBytes($$"""{"trace_id":"1-5759e988-bd862e3fe1be46a994272793","id":"00f067aa0ba902b7","name":"{{name}}","start_time":1.000000,"end_time":2.000000}""")]);

    private static string Text(Payload payload) => System.Text.Encoding.UTF8.GetString(payload.Bytes.Span);
}
