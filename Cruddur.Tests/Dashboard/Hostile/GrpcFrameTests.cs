using System.IO.Compression;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Frames and messages of gRPC that are not what they say.</summary>
public sealed class GrpcFrameTests
{
    [Theory]
    [InlineData("00ffffffff", "3")]
    [InlineData("0080000000", "3")]
    [InlineData("0000000001", "3")]
    [InlineData("000000000000", "3")]
    [InlineData("00000000000000000000", "3")]
    [InlineData("ff00000000", "3")]
    public async Task A_frame_that_lies_about_its_message_is_refused(string body, string status)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal(status, (await GrpcCall.SendBodyAsync(dashboard, Convert.FromHexString(body))).Status);
        Assert.Equal([(RefusalReason.Malformed, 1)], dashboard.Refused());
        await dashboard.AssertTakesAsync();
    }

    [Fact]
    public async Task A_compressed_message_that_unpacks_to_more_than_may_be_is_refused_by_what_it_says()
    {
        using var dashboard = new DashboardApplication();
        var bomb = Packed(new byte[64 << 20]);
        Assert.Equal("8", (await GrpcCall.SendBodyAsync(dashboard, GrpcCall.Frame(bomb, compressed: true), encoding: "gzip")).Status);
        Assert.Equal([(RefusalReason.TooLarge, 1)], dashboard.Refused());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    [InlineData(16_777_216)]
    [InlineData(-1)]
    public async Task A_compressed_message_that_says_another_length_than_it_has_is_malformed(int length)
    {
        using var dashboard = new DashboardApplication();
        var packed = Packed(new byte[60_000]);
        BitConverter.TryWriteBytes(packed.AsSpan(packed.Length - 4), length);
        Assert.Equal("3", (await GrpcCall.SendBodyAsync(dashboard, GrpcCall.Frame(packed, compressed: true), encoding: "gzip")).Status);
        Assert.Equal([(RefusalReason.Malformed, 1)], dashboard.Refused());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/export")]
    [InlineData("/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export")]
    public async Task A_service_or_method_that_isnt_here_is_unimplemented(string method)
    {
        using var dashboard = new DashboardApplication();
        Assert.Equal("12", (await GrpcCall.SendAsync(dashboard, [], method)).Status);
        Assert.Equal([(RefusalReason.Route, 1)], dashboard.Refused());
    }

    private static byte[] Packed(byte[] message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(message);
        return packed.ToArray();
    }
}
