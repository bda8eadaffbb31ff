using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>What isn't HTTP, or lies in it, on each port that speaks HTTP/1.1.</summary>
public sealed class HttpHeadTests
{
    [Theory]
    [InlineData("hello\r\n\r\n", 400)]
    [InlineData("\0\u0001\u0002\u0003\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/9.9\r\n\r\n", 505)]
    [InlineData("POST /v1/traces HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n", 400)]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 400)]
    [InlineData("POST /v1/%zz\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    public async Task What_is_no_http_is_refused_on_its_own_connection(string text, int status)
    {
        using var dashboard = new DashboardApplication();
        foreach (var listener in (Listener[])[Listener.OtlpHttp, Listener.Ui])
        {
            using var connection = await RawConnection.OpenAsync(dashboard, listener);
            await connection.SendAsync(text);
            Assert.Equal(status, await connection.StatusAsync());
        }

        await dashboard.AssertTakesAsync();
    }

    [Theory]
    [InlineData("X-Long: ", 40_000, 1)]
    [InlineData("X-Many: ", 1, 200)]
    public async Task A_head_that_is_too_large_is_refused(string header, int length, int times)
    {
        using var dashboard = new DashboardApplication();
        foreach (var listener in (Listener[])[Listener.OtlpHttp, Listener.Ui])
        {
            using var connection = await RawConnection.OpenAsync(dashboard, listener);
            await connection.SendAsync(RawConnection.Head(headers: [.. Enumerable.Repeat(header + new string('x', length), times)]) + "\r\n");
            Assert.Equal(431, await connection.StatusAsync());
        }

        await dashboard.AssertTakesAsync();
    }

    [Fact]
    public async Task A_head_that_doesnt_end_is_waited_for_no_longer_than_is_set()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Receivers:HeadTimeout"] = "00:00:01" });
        foreach (var listener in (Listener[])[Listener.OtlpHttp, Listener.Ui])
        {
            using var connection = await RawConnection.OpenAsync(dashboard, listener);
            await connection.SendAsync(RawConnection.Head());
            Assert.Equal(408, await connection.StatusAsync());
        }
    }
}
