using Cruddur.Dashboard.Pages.Resources;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class AnsiLineTests
{
    [Theory]
    [InlineData("plain", "[:plain]")]
    [InlineData("", "")]
    [InlineData("\e[31mred\e[0m plain", "[ansi-fg-1:red][: plain]")]
    [InlineData("\e[1;4;97;44mloud\e[22m less\e[m", "[ansi-bold ansi-underline ansi-fg-15 ansi-bg-4:loud][ansi-underline ansi-fg-15 ansi-bg-4: less]")]
    [InlineData("\e[2m\e[3mdim\e[23m\e[39;49m", "[ansi-dim ansi-italic:dim]")]
    [InlineData("\e[38;5;9ma\e[38;5;196mb\e[38;5;244mc", "[ansi-fg-9:a][ansi-fg-9:b][ansi-fg-8:c]")]
    [InlineData("\e[38;5;0232mSerilog\e[0m", "[ansi-fg-0:Serilog]")]
    [InlineData("\e[38;2;10;200;10ma\e[48;2;0;0;120mb", "[ansi-fg-2:a][ansi-fg-2 ansi-bg-4:b]")]
    [InlineData("\e[38;5mcut\e[38;2;1;2mshort", "[:cut][:short]")]
    [InlineData("\e[999;31mred", "[ansi-fg-1:red]")]
    public void Colours_become_class_names(string line, string runs) => Assert.Equal(runs, Draw(line));

    [Theory]
    [InlineData("\e[2J\e[10;3Hmoved", "[:moved]")]
    [InlineData("\e]0;title\aafter", "[:after]")]
    [InlineData("\e]8;;http://example.com\e\\link\e]8;;\e\\", "[:link]")]
    [InlineData("a\a\bb\r\0\tc", "[:ab\tc]")]
    [InlineData("cut\e[31", "[:cut]")]
    [InlineData("cut\e", "[:cut]")]
    [InlineData("\e(Bset", "[:set]")]
    [InlineData("\e]never ends", "")]
    public void Other_control_sequences_are_dropped(string line, string runs) => Assert.Equal(runs, Draw(line));

    [Fact]
    public void Markup_stays_the_text_that_it_is() =>
        Assert.Equal([new AnsiRun("<script>alert(1)</script>", "")], AnsiLine.Parse("<script>alert(1)</script>"));

    [Fact]
    public void A_line_without_an_end_is_cut_and_says_so()
    {
        var runs = AnsiLine.Parse(new string('x', AnsiLine.MaxLength + 5));

        Assert.Equal([new(new string('x', AnsiLine.MaxLength), ""), new(" … 5 more characters", "ansi-dim")], runs);
    }

    private static string Draw(string line) => string.Concat(AnsiLine.Parse(line).Select(run => $"[{run.Class}:{run.Text}]"));
}
