using System.Text.Json;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Logging;
using Serilog.Events;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class MessageWriterTests
{
    [Fact]
    public void Event_of_usual_size_is_one_message_with_its_trace_and_time()
    {
        var (payloads, left) = Write(SampleEvents.Logged(log => log.Information("Hello")));
        var payload = Assert.Single(payloads);
        Assert.Equal((SampleEvents.TraceId, SampleEvents.Time, 0), (payload.TraceId, payload.Time, left));
        Assert.Equal("Hello", JsonElement.Parse(payload.Bytes.Span).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("x", 1_100_000)]
    [InlineData("\"\\\n", 400_000)]
    [InlineData("🖖ü", 100_000)]
    public void Larger_event_is_split_into_documents_that_give_it_back(string piece, int times)
    {
        var logEvent = SampleEvents.Logged(log => log.ForContext("Long", string.Concat(Enumerable.Repeat(piece, times))).Information("Hello"));
        var (payloads, left) = Write(logEvent);
        Assert.Equal(0, left);
        Assert.All(payloads, payload => Assert.InRange(payload.Length, 1, MessageWriter.MaxBytes));

        var parts = payloads.ConvertAll(payload => JsonElement.Parse(payload.Bytes.Span));
        Assert.InRange(parts.Count, 2, MessageWriter.MaxParts);
        Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(part => part.GetProperty("part").GetInt32()));
        Assert.All(parts, part => Assert.Equal(parts.Count, part.GetProperty("parts").GetInt32()));
        Assert.All(parts, part => Assert.Equal("1-4bf92f35-77b34da6a3ce929d0e0e4736", part.GetProperty("xray_trace_id").GetString()));

        using var whole = new StringWriter();
        new LogEventFormatter("api").Format(logEvent, whole);
        Assert.Equal(whole.ToString(), string.Concat(parts.Select(part => part.GetProperty("text").GetString())));
    }

    [Fact]
    public void Of_an_event_beyond_all_measure_the_first_parts_are_kept_and_the_rest_is_counted()
    {
        var (payloads, left) = Write(SampleEvents.Logged(log => log.ForContext("Long", new string('x', 6_000_000)).Information("Hello")));
        var parts = payloads.ConvertAll(payload => JsonElement.Parse(payload.Bytes.Span));
        Assert.Equal(MessageWriter.MaxParts, parts.Count);
        Assert.Equal(MessageWriter.MaxParts + left, parts[0].GetProperty("parts").GetInt32());
        Assert.True(left > 0);
    }

    [Fact]
    public void Writer_is_used_again_after_a_value_that_can_not_be_written()
    {
        using var writer = new MessageWriter("api", new ShownLog());
        var broken = SampleEvents.Logged(log => log.Information("Hello"));
        broken.AddOrUpdateProperty(new LogEventProperty("Broken", new ScalarValue(new Unwritable())));
        Assert.Throws<InvalidOperationException>(() => writer.Write(broken, _ => { }));

        var payloads = new List<Payload>();
        writer.Write(SampleEvents.Logged(log => log.Information("Again")), payloads.Add);
        Assert.Equal("Again", JsonElement.Parse(Assert.Single(payloads).Bytes.Span).GetProperty("message").GetString());
    }

    private static (List<Payload> Payloads, int Left) Write(LogEvent logEvent)
    {
        using var writer = new MessageWriter("api", new ShownLog());
        var payloads = new List<Payload>();
        return (payloads, writer.Write(logEvent, payloads.Add));
    }

    private sealed class Unwritable
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}
