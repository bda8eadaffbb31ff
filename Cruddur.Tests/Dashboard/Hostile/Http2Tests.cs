using System.Text;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Clients of gRPC's port that use HTTP/2 against it. Each is alone on its connection: the neighbours' calls go on.</summary>
public sealed class Http2Tests
{
    [Fact]
    public Task Calls_that_are_reset_as_soon_as_they_are_made_end_the_connection_at_most() => ContainAsync(frames =>
    {
        for (var stream = 1; stream < 10_000; stream += 2)
            frames.Call(stream, Http2Frames.EndHeaders).Reset(stream);
    });

    [Fact]
    public Task Calls_without_end_are_refused_above_a_number() => ContainAsync(frames =>
    {
        for (var stream = 1; stream < 2_000; stream += 2)
            frames.Call(stream, Http2Frames.EndHeaders);
    });

    [Fact]
    public Task A_head_that_goes_on_and_on_ends_the_connection() => ContainAsync(frames =>
    {
        frames.Call(1, 0);
        for (var part = 0; part < 10_000; part++)
            frames.Continue(1, "x-more", "x");
    });

    [Fact]
    public Task Settings_and_pings_by_the_thousand_are_answered_or_end_the_connection() => ContainAsync(frames =>
    {
        for (var part = 0; part < 10_000; part++)
            frames.Frame(4, 0, 0, []).Frame(6, 0, 0, new byte[8]);
    });

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(0, 0, "00")]
    [InlineData(1, 0, "00")]
    [InlineData(1, 1, "ffffffffffffffff")]
    [InlineData(3, 1, "00")]
    [InlineData(4, 0, "00")]
    [InlineData(5, 1, "00000002")]
    [InlineData(7, 0, "00")]
    [InlineData(8, 0, "00000000")]
    [InlineData(9, 1, "00")]
    [InlineData(255, 0, "00")]
    public Task Frames_out_of_place_end_the_connection_at_most(byte type, int stream, string payload) =>
        ContainAsync(frames => frames.Frame(type, Http2Frames.EndHeaders, stream, Convert.FromHexString(payload)));

    [Fact]
    public async Task Http_1_is_told_that_it_is_none()
    {
        using var dashboard = new DashboardApplication();
        using var connection = await RawConnection.OpenAsync(dashboard, Listener.OtlpGrpc);
        await connection.SendAsync(RawConnection.Head() + "\r\n");
        Assert.Contains("HTTP/1.x request was sent to an HTTP/2 only endpoint", Encoding.ASCII.GetString(await connection.ReadToEndAsync()), StringComparison.Ordinal);
        await dashboard.AssertTakesAsync();
    }

    private static async Task ContainAsync(Action<Http2Frames> write)
    {
        using var dashboard = new DashboardApplication();
        var frames = new Http2Frames().Start();
        write(frames);
        using var connection = await RawConnection.OpenAsync(dashboard, Listener.OtlpGrpc);
        // Both at once: a server that isn't read from stops reading.
        var sending = connection.SendAsync(frames.Written);
        await Task.WhenAll(sending.ContinueWith(_ => connection.EndSending(), TestContext.Current.CancellationToken), connection.ReadToEndAsync());
        Assert.Equal("0", (await GrpcCall.SendAsync(dashboard, OtlpRequests.Traces("shop", TestSpan.Root(1)))).Status);
        await dashboard.AssertTakesAsync();
    }
}
