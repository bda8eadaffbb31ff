using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

public sealed class SamplingWeightTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("other=1", 1)]
    [InlineData("ot=th:0", 1)]
    [InlineData("ot=th:8", 2)]
    [InlineData("ot=th:c", 4)]
    [InlineData("ot=th:e6666666666668", 10)]
    [InlineData("ot=th:fd70a4", 100)]
    [InlineData("ot=th:ffffffffffffff", int.MaxValue)]
    [InlineData("other=1, ot=rv:0123456789abcd;th:c ,more=2", 4)]
    [InlineData("ot=rv:0123456789abcd", 1)]
    [InlineData("ot=th:", 1)]
    [InlineData("ot=th:C", 1)]
    [InlineData("ot=th:ffffffffffffff0", 1)]
    [InlineData("ot=oth:c", 1)]
    [InlineData("not=th:c", 1)]
    [InlineData(",,=;;ot", 1)]
    public void Span_stands_for_as_many_as_its_threshold_says(string? state, int weight) => Assert.Equal(weight, SamplingWeight.Of(state));

    [Theory]
    [InlineData(1, "0", 1)]
    [InlineData(0.5, "8", 2)]
    [InlineData(0.25, "c", 4)]
    [InlineData(0.1, "e6666666666668", 10)]
    [InlineData(0.05, "f3333333333330", 20)]
    [InlineData(0.01, "fd70a3d70a3d70", 100)]
    [InlineData(0.3, "b3333333333330", 3)]
    public void Share_is_written_as_the_threshold_that_rejects_the_rest(double share, string written, int weight)
    {
        var threshold = SamplingThreshold.OfShare(share);
        Assert.Equal(written.TrimEnd('0') is { Length: > 0 } digits ? digits : "0", SamplingThreshold.Format(threshold));
        Assert.True(SamplingThreshold.TryParse(SamplingThreshold.Format(threshold), out var read));
        Assert.Equal((threshold, weight), (read, SamplingThreshold.Weight(threshold)));
    }

    [Fact]
    public void Randomness_of_an_id_is_its_last_56_bits() =>
        Assert.Equal(0x2d0e0e4736abcdUL, SamplingThreshold.RandomnessOf(ActivityTraceId.CreateFromString("4bf92f3577b34da6a32d0e0e4736abcd")));

    [Fact]
    public void Weight_of_a_span_is_read_without_allocating()
    {
        SamplingWeight.Of("vendor=1,ot=th:e6666666666668;rv:01234567890123");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            SamplingWeight.Of("vendor=1,ot=th:e6666666666668;rv:01234567890123");
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(null, "th:8", "ot=th:8")]
    [InlineData("", "", "")]
    [InlineData("ot=th:c", "", "")]
    [InlineData("a=1,ot=th:c;x:y,b=2", "th:8", "ot=th:8,a=1,b=2")]
    [InlineData(" a=1 , , b=2 ", "th:8", "ot=th:8,a=1,b=2")]
    [InlineData("a=1,b=2", "", "a=1,b=2")]
    public void Member_of_the_state_is_replaced_in_front_and_others_are_kept(string? state, string value, string expected) =>
        Assert.Equal(expected, OpenTelemetryState.Replace(state, value));

    [Fact]
    public void State_is_cut_after_32_members_or_512_characters()
    {
        var members = string.Join(',', Enumerable.Range(0, 40).Select(i => $"m{i}={i}"));
        Assert.Equal(32, OpenTelemetryState.Replace(members, "th:8").Split(',').Length);
        var state = OpenTelemetryState.Replace($"a={new string('x', 400)},b={new string('y', 200)}", "th:8");
        Assert.Equal($"ot=th:8,a={new string('x', 400)}", state);
    }
}
