using Cruddur.Dashboard.Pages.Trace;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class StackLineTests
{
    [Theory]
    [InlineData("   at Shop.Feed.ReadAsync(String id) in /src/Feed.cs:line 42", "Shop.Feed.ReadAsync", "/src/Feed.cs:line 42")]
    [InlineData("   at Shop.Feed.<>c.<<Read>b__0_1>d.MoveNext()", "Shop.Feed.<>c.<<Read>b__0_1>d.MoveNext", "")]
    [InlineData("\tat com.shop.Feed.read(Feed.java:42) ~[shop.jar:1.0]", "com.shop.Feed.read", "Feed.java:42")]
    [InlineData("  File \"/src/feed.py\", line 42, in read", "", "/src/feed.py\", line 42")]
    [InlineData("    at async read (/src/feed.js:42:7)", "async read", "/src/feed.js:42:7")]
    [InlineData("    at file:///src/feed.js:42:7", "", "file:///src/feed.js:42:7")]
    [InlineData("\t/src/feed.go:42 +0x1d", "", "/src/feed.go:42")]
    [InlineData("System.InvalidOperationException: no feed at all (in /src/Feed.cs:line 42)", "", "")]
    [InlineData("", "", "")]
    public void A_frame_shows_its_method_and_its_place_in_the_forms_of_five_languages(string line, string method, string place)
    {
        var read = Assert.Single(StackLine.Read(line));

        Assert.Equal((method, place), (read.Method, read.Place));
        Assert.Equal(line, read.Before + read.Method + read.Between + read.Place + read.After);
    }

    [Fact]
    public void Lines_made_to_take_long_are_shown_as_they_are()
    {
        string[] lines = [$"   at {new string('(', 900)}", $"   at {new string('a', 100_000)}(", $"at {string.Concat(Enumerable.Repeat("x (", 300))}:1:1"];

        Assert.Equal(lines, StackLine.Read(string.Join("\r\n", lines)).Select(line => line.Before + line.Method + line.Between + line.Place + line.After));
    }
}
