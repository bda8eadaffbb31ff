using Cruddur.Web.Activities;
using Cruddur.Web.Components;

namespace Cruddur.Tests.Web;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("00:00:00", 1, "fresh")]
    [InlineData("05:00:00", 0.5, "fresh")]
    [InlineData("07:00:00", 0.3, "waning")]
    [InlineData("09:00:00", 0.1, "ending")]
    [InlineData("10:00:00", 0, "ending")]
    [InlineData("11:00:00", 0, "ending")]
    [InlineData("-01:00:00", 1, "fresh")]
    public void Life_runs_from_whole_to_nothing(string age, double fraction, string stage)
    {
        var life = new Lifespan(Created, Created.AddHours(10), Created + TimeSpan.Parse(age));

        Assert.Equal((fraction, stage), (Math.Round(life.Fraction, 9), life.Stage));
        Assert.True(life.Left >= TimeSpan.Zero);
    }

    [Fact]
    public void Life_without_length_is_over() => Assert.Equal(0, new Lifespan(Created, Created, Created).Fraction);

    [Theory]
    [InlineData("-00:00:05", "just now", "expiring now")]
    [InlineData("00:00:59", "just now", "expiring now")]
    [InlineData("00:01:00", "1 min ago", "1 min left")]
    [InlineData("00:59:59", "59 min ago", "59 min left")]
    [InlineData("23:59:59", "23 h ago", "23 h left")]
    [InlineData("6.23:59:59", "6 d ago", "6 d left")]
    [InlineData("30.00:00:00", "30 d ago", "30 d left")]
    public void Spans_are_said_rounded_down(string span, string ago, string left) =>
        Assert.Equal((ago, left), (TimeWords.Ago(TimeSpan.Parse(span)), TimeWords.Left(TimeSpan.Parse(span))));

    [Theory]
    [InlineData("30.00:00:00", "30 days")]
    [InlineData("1.00:00:00", "1 day")]
    [InlineData("12:00:00", "12 hours")]
    [InlineData("01:00:00", "1 hour")]
    public void Lives_are_said_as_they_were_chosen(string life, string words) => Assert.Equal(words, TimeWords.Life(TimeSpan.Parse(life)));

    [Fact]
    public void Handle_has_the_same_colours_in_every_process() =>
        Assert.Equal((2, 9, 1), (AvatarHue.Of("andrewbrown"), AvatarHue.Of("garak"), AvatarHue.Of("worf")));
}
