using System.Net;
using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Bodies that are not as long, as quick or as small as they say.</summary>
public sealed class HttpBodyTests
{
    private const int Mebibyte = 1 << 20;

    [Fact]
    public async Task A_body_that_never_ends_is_waited_for_no_longer_than_is_set()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Receivers:BodyTimeout"] = "00:00:01" });
        using var connection = await RawConnection.OpenAsync(dashboard, Listener.OtlpHttp);
        await connection.SendAsync(RawConnection.Head(headers: "Content-Length: 1000000") + "\r\nabc");
        Assert.Equal(408, await connection.StatusAsync());
        Assert.Equal([(RefusalReason.TooSlow, 1)], dashboard.Refused());
    }

    [Theory]
    [InlineData("Content-Length: 100", "abc")]
    [InlineData("Transfer-Encoding: chunked", "64\r\nabc")]
    public async Task A_sender_that_goes_away_leaves_nothing_behind(string framing, string body)
    {
        using var dashboard = new DashboardApplication();
        using (var connection = await RawConnection.OpenAsync(dashboard, Listener.OtlpHttp))
        {
            await connection.SendAsync(RawConnection.Head(headers: framing) + "\r\n" + body);
            connection.EndSending();
            await connection.ReadToEndAsync();
        }

        await dashboard.AssertTakesAsync();
        Assert.Equal(1, Assert.Single(dashboard.Refused()).Times);
    }

    [Fact]
    public async Task A_chunk_that_lies_about_its_length_is_malformed()
    {
        using var dashboard = new DashboardApplication();
        using var connection = await RawConnection.OpenAsync(dashboard, Listener.OtlpHttp);
        await connection.SendAsync(RawConnection.Head(headers: "Transfer-Encoding: chunked") + "\r\nzz\r\nabc\r\n0\r\n\r\n");
        Assert.Equal(400, await connection.StatusAsync());
        Assert.Equal([(RefusalReason.Malformed, 1)], dashboard.Refused());
    }

    [Fact]
    public async Task Bodies_that_are_only_announced_take_no_memory_and_large_ones_leave_room_for_small_ones()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Receivers:MaxBytes"] = $"{Mebibyte}" });
        var held = new List<RawConnection>();
        try
        {
            // Each announces 16 MiB, and has sent next to nothing.
            for (var number = 0; number < 50; number++)
            {
                held.Add(await RawConnection.OpenAsync(dashboard, Listener.OtlpHttp));
                await held[^1].SendAsync(RawConnection.Head(headers: $"Content-Length: {16 * Mebibyte}") + "\r\nabc");
            }

            var (large, _) = await dashboard.SendAsync("traces", Large(Mebibyte));
            Assert.Equal(HttpStatusCode.OK, large);
            // These have sent most of what they announce: there is memory for one of them, and a bit.
            for (var number = 0; number < 2; number++)
            {
                held.Add(await RawConnection.OpenAsync(dashboard, Listener.OtlpHttp));
                await held[^1].SendAsync(RawConnection.Head(headers: $"Content-Length: {Mebibyte}") + "\r\n");
                await held[^1].SendAsync(new byte[Mebibyte - 1]);
            }

            await Task.WhenAny(held[^1].StatusAsync(), held[^2].StatusAsync());
            Assert.Equal((RefusalReason.Memory, 1), dashboard.Refused()[0]);
            await dashboard.AssertTakesAsync();
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task A_request_of_more_records_than_may_be_is_refused_before_they_take_memory()
    {
        using var dashboard = new DashboardApplication();
        var tiny = OtlpRequests.Request("shop", "1", "s", writer =>
        {
            for (var number = 0; number < 8 * Mebibyte - 100; number++)
                writer.WriteBytes(2, []);
        });
        var (status, _) = await dashboard.SendAsync("logs", tiny);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal([(RefusalReason.TooManyRecords, 1)], dashboard.Refused());
    }

    // One span with a long name.
    private static byte[] Large(int length) => OtlpRequests.Traces("shop", TestSpan.Root(1, new string('x', length - 200)));
}
