using Cruddur.Dashboard.Pages.Trace;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class TimeWindowTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("200", "600", "200-600")]
    [InlineData("200", null, "200-1000")]
    [InlineData(null, "600", "0-600")]
    [InlineData("-5", "9999999", null)]
    [InlineData("600", "200", null)]
    [InlineData("200", "201", null)]
    [InlineData("nonsense", "600", "0-600")]
    [InlineData("9223372036854775807", "-9223372036854775808", null)]
    public void A_window_is_read_from_the_address_and_lies_within_the_trace(string? from, string? to, string? window) =>
        Assert.Equal(window, Text(TimeWindow.Read(from, to, 1_000)));

    [Fact]
    public void It_goes_closer_wider_and_to_both_sides_and_stays_within_the_trace()
    {
        var window = new TimeWindow(200, 600);

        Assert.Equal("300-500", Text(window.Closer()));
        Assert.Equal("0-800", Text(window.Wider(1_000)));
        Assert.Null(window.Wider(700));
        Assert.Equal("0-400", Text(window.Earlier()));
        Assert.Null(new TimeWindow(0, 400).Earlier());
        Assert.Equal("400-800", Text(window.Later(1_000)));
        Assert.Equal("250-650", Text(window.Later(650)));
        Assert.Null(window.Later(600));
        Assert.Null(new TimeWindow(5, 20).Closer());
    }

    private static string? Text(TimeWindow? window) => window is null ? null : $"{window.FromNanos}-{window.ToNanos}";
}
