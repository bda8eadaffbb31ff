using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Carries the message as the console shows it to the exported record: handed to another provider, Serilog would put quotes around every text in it.</summary>
internal sealed class RenderedMessageEnricher : ILogEventEnricher
{
    public const string Property = "RenderedMessage";

    private readonly MessageTemplateTextFormatter _formatter = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, text);
        logEvent.AddOrUpdateProperty(new LogEventProperty(Property, new ScalarValue(text.ToString())));
    }
}
