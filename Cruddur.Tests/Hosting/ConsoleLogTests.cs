using System.Text;
using Cruddur.Hosting;

namespace Cruddur.Tests.Hosting;

public sealed class ConsoleLogTests
{
    [Fact]
    public void The_oldest_lines_go_when_it_is_full()
    {
        var log = new ConsoleLog(TimeProvider.System);
        for (var i = 0; i < ConsoleLog.Capacity + 2; i++)
        {
            log.Add("stdout", $"{i}");
        }

        var (lines, seen, _) = log.After(0);
        Assert.Equal(ConsoleLog.Capacity + 2, seen);
        Assert.Equal(("2", $"{ConsoleLog.Capacity + 1}", ConsoleLog.Capacity), (lines[0].Line, lines[^1].Line, lines.Count));
        Assert.Equal([$"{ConsoleLog.Capacity}", $"{ConsoleLog.Capacity + 1}"], log.Tail(2).Select(line => line.Line));
    }

    [Fact]
    public void A_follower_gets_each_line_once()
    {
        var log = new ConsoleLog(TimeProvider.System);
        log.Add("stdout", "a");
        log.Add("stderr", "b");
        var (first, seen, next) = log.After(0, most: 1);
        Assert.False(next.IsCompleted);
        log.Add("stdout", "c");

        Assert.True(next.IsCompleted);
        Assert.Equal(["b"], first.Select(line => line.Line));
        Assert.Equal(["c"], log.After(seen).Lines.Select(line => line.Line));
    }

    [Fact]
    public async Task A_line_without_end_is_cut_and_the_next_one_is_whole()
    {
        var lines = new List<string>();
        var text = $"{new string('x', LineReader.LongestLine + 5000)}\r\nné\n\nlast";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        await LineReader.ReadAsync(stream, lines.Add, TestContext.Current.CancellationToken);

        Assert.Equal([$"{new string('x', LineReader.LongestLine)} [cut]", "né", "", "last"], lines);
    }
}
