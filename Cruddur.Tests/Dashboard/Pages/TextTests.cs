using Cruddur.Dashboard.Components;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Dashboard.Pages;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(850, "850 ns")]
    [InlineData(1_000, "1 µs")]
    [InlineData(12_345, "12.3 µs")]
    [InlineData(999_499, "999 µs")]
    [InlineData(999_500, "1 ms")]
    [InlineData(4_562_000, "4.56 ms")]
    [InlineData(99_960_000, "100 ms")]
    [InlineData(1_237_000_000, "1.24 s")]
    [InlineData(59_940_000_000, "59.9 s")]
    [InlineData(59_960_000_000, "1 m 00 s")]
    [InlineData(123_000_000_000, "2 m 03 s")]
    [InlineData(3_720_000_000_000, "1 h 02 m")]
    [InlineData(273_600_000_000_000, "3 d 04 h")]
    [InlineData(-1_500_000, "-1.5 ms")]
    [InlineData(long.MinValue, "-106751 d 23 h")]
    public void A_duration_has_three_digits_and_the_unit_that_suits(long nanos, string text) => Assert.Equal(text, DurationText.Of(nanos));

    [Theory]
    [InlineData("6b000fcfeda5ba959f39fe0ce9a83d01", "1-6b000fcf-eda5ba959f39fe0ce9a83d01")]
    [InlineData("6b000fcf", null)]
    [InlineData("<script>alert('6b000fcf')</scrip", null)]
    public void A_trace_id_has_a_form_for_XRay(string id, string? xray) => Assert.Equal(xray, TraceIds.XRay(id));

    [Theory]
    [InlineData(" 1-6B000FCF-eda5ba959f39fe0ce9a83d01 ", "6b000fcfeda5ba959f39fe0ce9a83d01")]
    [InlineData("6B000FCFEDA5BA959F39FE0CE9A83D01", "6b000fcfeda5ba959f39fe0ce9a83d01")]
    [InlineData("anything", "anything")]
    public void A_trace_id_is_read_in_either_form(string typed, string id) => Assert.Equal(id, TraceIds.Read(typed));

    [Theory]
    [InlineData(0, LogLevel.None)]
    [InlineData(1, LogLevel.Trace)]
    [InlineData(5, LogLevel.Debug)]
    [InlineData(9, LogLevel.Information)]
    [InlineData(12, LogLevel.Information)]
    [InlineData(13, LogLevel.Warning)]
    [InlineData(17, LogLevel.Error)]
    [InlineData(24, LogLevel.Critical)]
    public void Severity_numbers_are_levels(int number, LogLevel level) => Assert.Equal(level, SeverityLevels.Of(number));

    [Fact]
    public void Services_have_colours_of_their_own_until_there_are_none_left()
    {
        var palette = new ServicePalette();
        var services = Enumerable.Range(0, ServicePalette.Colours).Select(i => $"service{i}").ToList();

        var colours = services.ConvertAll(palette.ClassOf);

        Assert.Equal(ServicePalette.Colours, colours.Distinct().Count());
        Assert.Equal(colours, services.ConvertAll(palette.ClassOf));
        Assert.Contains(palette.ClassOf("one more"), colours);
    }
}
