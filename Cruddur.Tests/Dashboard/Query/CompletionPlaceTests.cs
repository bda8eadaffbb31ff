using Cruddur.Dashboard.Query.Completion;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class CompletionPlaceTests
{
    /// <summary>The bar is the cursor, the brackets are what is to be replaced.</summary>
    [Theory]
    [InlineData("|", "[]", "", null)]
    [InlineData("ser|", "[ser]", "ser", null)]
    [InlineData("ser|vice", "[service]", "ser", null)]
    [InlineData("ser|vice=web", "[service]=web", "ser", null)]
    [InlineData("service|=web", "[service]=web", "service", null)]
    [InlineData("service=|", "service=[]", "", "service")]
    [InlineData("service=w|eb a", "service=[web] a", "w", "service")]
    [InlineData("service=web |", "service=web []", "", null)]
    [InlineData("(-ser|)", "(-[ser])", "ser", null)]
    [InlineData("(a OR -kind!=s|)", "(a OR -kind!=[s])", "s", "kind")]
    [InlineData("time>-1|5m", "time>[-15m]", "-1", "time")]
    [InlineData("name=\"GET /|", "name=[\"GET /]", "GET /", "name")]
    [InlineData("name=\"GET |/\" a", "name=[\"GET /\"] a", "GET ", "name")]
    [InlineData("\"odd k|ey\"=1", "[\"odd key\"]=1", "odd k", null)]
    [InlineData("\"odd key\"=x|", "\"odd key\"=[x]", "x", "\"odd key\"")]
    [InlineData("resource.\"a b\"=x|", "resource.\"a b\"=[x]", "x", "resource.\"a b\"")]
    [InlineData("a=\"b\\\"|c", "a=[\"b\\\"c]", "b\"", "a")]
    [InlineData("a=\"b\\|", "a=[\"b\\]", "b\\", "a")]
    [InlineData("a=\"b\" c|", "a=\"b\" [c]", "c", null)]
    public void What_is_being_written_is_found(string line, string marked, string typed, string? name)
    {
        var at = line.IndexOf('|', StringComparison.Ordinal);
        var text = line.Remove(at, 1);
        var place = CompletionPlace.Find(text, at);
        Assert.Equal((marked, typed, name), (text.Insert(place.To, "]").Insert(place.From, "["), place.Typed, place.Name));
    }

    [Fact]
    public void Whatever_stands_there_the_place_is_within_it()
    {
        string[] pieces = ["a", "service", "=", ">=", ":", "\"", "\\", "(", ")", "-", " ", ".", "resource.", "é"];
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var at = random.Next(-1, text.Length + 2);
            var place = CompletionPlace.Find(text, at);
            var clamped = Math.Clamp(at, 0, text.Length);
            Assert.True(0 <= place.From && place.From <= clamped && clamped <= place.To && place.To <= text.Length, $"{text} at {at}: {place}");
        }
    }
}
