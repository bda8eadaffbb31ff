using System.Text;
using Cruddur.Dashboard.ReadApi.Exchange;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.Dashboard.ReadApi;

public sealed class LineReaderTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>A line that is too long is shown as an exclamation mark.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("\na", "1: 2:a")]
    [InlineData("12345678\n1234567\n", "1:12345678 2:1234567")]
    [InlineData("123456789\na\n", "1:! 2:a")]
    [InlineData("a\n123456789", "1:a 2:!")]
    [InlineData("1234567890123456789012345678901234567890\nb", "1:! 2:b")]
    public async Task Lines_are_read_whatever_the_pieces_are_that_they_come_in(string text, string lines)
    {
        for (var piece = 1; piece <= 12; piece++)
            Assert.Equal(lines, await ReadAsync(text, piece, maxTotal: 1_000));
    }

    [Fact]
    public async Task A_line_longer_than_the_first_buffer_is_read()
    {
        var text = new string('x', 300_000);
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes($"{text}\nb")), 400_000, 1_000_000);
        Assert.Equal(text, Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken)).Line!.Value.Span));
        Assert.Equal("b", Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken)).Line!.Value.Span));
    }

    [Fact]
    public async Task A_stream_that_is_too_long_is_refused()
    {
        Assert.Equal("1:a 2:b", await ReadAsync("a\nb\n", 1, maxTotal: 4));
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, (await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync("a\nb\nc", 1, maxTotal: 4))).StatusCode);
    }

    private static async Task<string> ReadAsync(string text, int piece, long maxTotal)
    {
        var reader = new LineReader(new Pieces(Encoding.UTF8.GetBytes(text), piece), maxLine: 8, maxTotal);
        var lines = new List<string>();
        while (await reader.ReadAsync(CancellationToken) is (true, var line))
            lines.Add($"{reader.Number}:{(line is null ? "!" : Encoding.UTF8.GetString(line.Value.Span))}");
        return string.Join(' ', lines);
    }

    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
