using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("**", "anything", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("?", "a", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "ab", false)]
    [InlineData("api", "API", true)]
    [InlineData("api", "apis", false)]
    [InlineData("/api/*", "/api/", true)]
    [InlineData("/api/*", "/API/activities/home", true)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("*.example.com", "www.example.com", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("a*ab", "aaab", true)]
    [InlineData("*?c", "abcc", true)]
    [InlineData("ÄÖ?", "äöß", true)]
    public void Pattern_matches_the_whole_text_in_either_case(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new Wildcard(pattern).Matches(text));

    [Theory]
    [InlineData("*", true)]
    [InlineData("**", true)]
    [InlineData("?*", false)]
    [InlineData("", false)]
    public void What_is_missing_matches_only_a_pattern_that_asks_for_nothing(string pattern, bool matches) =>
        Assert.Equal(matches, new Wildcard(pattern).Matches(null));

    [Fact]
    public void Any_pattern_and_text_match_as_the_definition_says()
    {
        var random = new Random(20161016);
        for (var i = 0; i < 50_000; i++)
        {
            var pattern = Text(random, "ab?*B");
            var text = Text(random, "abAB");
            Assert.True(
                new Wildcard(pattern).Matches(text) == Defined(pattern.ToUpperInvariant(), text.ToUpperInvariant()), $"\"{pattern}\" on \"{text}\"");
        }
    }

    [Fact]
    public void Pattern_of_many_stars_takes_no_longer_than_its_length_times_the_texts()
    {
        var pattern = new Wildcard(string.Concat(Enumerable.Repeat("a*", 60)) + "b");
        Assert.False(pattern.Matches(new string('a', 8000)));
    }

    private static bool Defined(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', .. var rest] => Defined(rest, text) || (!text.IsEmpty && Defined(pattern, text[1..])),
        ['?', .. var rest] => !text.IsEmpty && Defined(rest, text[1..]),
        [var letter, .. var rest] => !text.IsEmpty && text[0] == letter && Defined(rest, text[1..]),
    };

    private static string Text(Random random, string letters) =>
        new([.. Enumerable.Range(0, random.Next(8)).Select(_ => letters[random.Next(letters.Length)])]);
}
