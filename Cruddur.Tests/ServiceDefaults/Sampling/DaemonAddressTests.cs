using Cruddur.ServiceDefaults.Sampling.Daemon;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class DaemonAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:2000", "127.0.0.1:2000", "127.0.0.1:2000")]
    [InlineData("xray-daemon:2000", "xray-daemon:2000", "xray-daemon:2000")]
    [InlineData("tcp:127.0.0.1:2001 udp:127.0.0.2:2000", "127.0.0.1:2001", "127.0.0.2:2000")]
    [InlineData(" udp:a:1  tcp:b:2 ", "b:2", "a:1")]
    [InlineData("[::1]:2000", "[::1]:2000", "[::1]:2000")]
    public void Address_is_read_as_the_AWS_SDKs_do(string text, string tcp, string udp)
    {
        var address = DaemonAddress.TryParse(text);
        Assert.Equal((tcp, udp), (address?.Tcp.ToString(), address?.Udp.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("::1:2000")]
    [InlineData("http://localhost:2000")]
    [InlineData("tcp:localhost:2000")]
    [InlineData("tcp:a:1 tcp:b:2")]
    [InlineData("udp:a:1 tcp:b")]
    public void Anything_else_is_none(string? text) => Assert.Null(DaemonAddress.TryParse(text));
}
