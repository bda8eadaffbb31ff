using Cruddur.Dashboard.Pages.Metrics;
using Cruddur.Dashboard.Store;

namespace Cruddur.Tests.Dashboard.Metrics;

public sealed class MeasureTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(0.005, "s", "5 ms")]
    [InlineData(0, "s", "0 s")]
    [InlineData(-1.5, "s", "-1.5 s")]
    [InlineData(1e-12, "s", "1E-12 s")]
    [InlineData(1e300, "s", "1E+300 s")]
    [InlineData(1250, "ms", "1.25 s")]
    [InlineData(250, "us", "250 µs")]
    [InlineData(90, "min", "1 h 30 m")]
    [InlineData(1023, "By", "1,023 B")]
    [InlineData(1536, "By", "1.5 KiB")]
    [InlineData(187_432_960, "By", "179 MiB")]
    [InlineData(-2048, "By", "-2 KiB")]
    [InlineData(1e30, "By", "888,178,419,700,125 PiB")]
    [InlineData(1234.567, "", "1,234.57")]
    [InlineData(3, "{request}", "3")]
    [InlineData(0.25, "1", "0.25")]
    [InlineData(42, "%", "42 %")]
    [InlineData(1e-7, "Cel", "1E-7 Cel")]
    [InlineData(double.NaN, "s", "NaN")]
    [InlineData(-Infinity, "By", "-∞")]
    [InlineData(Infinity, "", "∞")]
    public void A_value_is_written_in_its_unit(double value, string unit, string text) => Assert.Equal(text, Measure.Of(value, unit));

    [Fact]
    public void A_whole_number_keeps_every_digit() => Assert.Equal("9,007,199,254,740,993", Measure.Of(new IntValue(9_007_199_254_740_993), "{request}"));

    [Theory]
    [InlineData(-Infinity, 0.5, "≤ 500 ms")]
    [InlineData(0.5, 1, "500 ms – 1 s")]
    [InlineData(10, Infinity, "> 10 s")]
    [InlineData(-Infinity, Infinity, "all")]
    public void A_bucket_is_written_by_its_bounds(double lower, double upper, string text) => Assert.Equal(text, Measure.Of(new Bucket(lower, upper, 1), "s"));
}
