using System.Buffers;
using System.Text;
using System.Text.Json;
using Cruddur.ServiceDefaults.CloudWatchLogs;
using Cruddur.ServiceDefaults.Logging;
using Serilog.Events;
using Serilog.Formatting;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>The document of an event as a text.</summary>
internal sealed class LogEventFormatter(string service) : ITextFormatter
{
    private readonly LogEventDocument _document = new(service, new ShownLog());

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, MessageWriter.Json))
            _document.Write(json, logEvent);
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
