using System.Globalization;
using Cruddur.ServiceDefaults.Logging;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class LogMessageTests
{
    private readonly LogMessage _messages = new();

    [Theory]
    [InlineData("nothing to fill in")]
    [InlineData("{Text} and {Number}, {Long}")]
    [InlineData("{Real} {Real:0.0} {Number:D5} {Long:N0}")]
    [InlineData("{Truth} {Nothing} {Missing} {Time}")]
    [InlineData("{Endless} {NoNumber:0.0}")]
    [InlineData("{Text,10}|{Text,-10}|{Number,6}")]
    [InlineData("{List} {@Thing} {$Thing}")]
    [InlineData("{{braces}} {Text}{Text}")]
    [InlineData("{Text:l} {Text:u}")]
    public void A_message_reads_as_Serilog_renders_it(string template)
    {
        var logEvent = Event(template);
        using var expected = new StringWriter(CultureInfo.InvariantCulture);
        new MessageTemplateTextFormatter("{Message:lj}", CultureInfo.InvariantCulture).Format(logEvent, expected);

        Assert.Equal(expected.ToString(), _messages.Of(logEvent));
        // Nothing of it stays behind for the next.
        Assert.Equal("next", _messages.Of(Event("next")));
    }

    [Fact]
    public void What_the_sinks_share_is_of_the_event_at_hand()
    {
        var shown = new ShownLog();
        var (first, second) = (Event("{Text} once"), Event("{Text} twice"));

        Assert.Equal("a \"text\" once", shown.Of(first).Message);
        Assert.Equal("a \"text\" twice", shown.Of(second).Message);
        Assert.Same(second, shown.Event);
        Assert.Equal("a \"text\" once", shown.Of(first).Message);
    }

    private static LogEvent Event(string template) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Information,
        exception: null,
        new MessageTemplateParser().Parse(template),
        [
            new("Text", new ScalarValue("a \"text\"")),
            new("Number", new ScalarValue(42)),
            new("Long", new ScalarValue(-9_007_199_254_740_993)),
            new("Real", new ScalarValue(12.3456)),
            new("Endless", new ScalarValue(double.PositiveInfinity)),
            new("NoNumber", new ScalarValue(double.NaN)),
            new("Truth", new ScalarValue(true)),
            new("Nothing", new ScalarValue(null)),
            new("Time", new ScalarValue(DateTimeOffset.UnixEpoch)),
            new("List", new SequenceValue([new ScalarValue(1), new ScalarValue("two")])),
            new("Thing", new StructureValue([new("Name", new ScalarValue("it"))])),
        ]);
}
