using System.Globalization;
using System.Text;
using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Renders messages as Serilog's <c>{Message:lj}</c> does: texts as they are, other values as JSON. Used by one thread.</summary>
internal sealed class LogMessage
{
    private const int MaxNumberLength = 64;

    private readonly MessageTemplateTextFormatter _formatter = new("{Message:lj}", CultureInfo.InvariantCulture);
    private readonly StringBuilder _text = new();

    /// <summary>The message, scrubbed.</summary>
    public string Of(LogEvent logEvent)
    {
        _text.Clear();
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (TryWrite(token, logEvent))
                continue;

            // Whatever is rarer than a text or a plain number is Serilog's own to render.
            _text.Clear();
            using var text = new StringWriter(_text, CultureInfo.InvariantCulture);
            _formatter.Format(logEvent, text);
            break;
        }

        return Scrubber.Text(_text.ToString());
    }

    private bool TryWrite(MessageTemplateToken token, LogEvent logEvent)
    {
        if (token is TextToken text)
        {
            _text.Append(text.Text);
            return true;
        }

        if (token is not PropertyToken { Alignment: null } property ||
            !logEvent.Properties.TryGetValue(property.PropertyName, out var value) || value is not ScalarValue scalar)
            return false;

        if (scalar.Value is string whole)
        {
            _text.Append(whole);
            return true;
        }

        return scalar.Value is int or long or double && TryWrite((ISpanFormattable)scalar.Value, property.Format);
    }

    private bool TryWrite(ISpanFormattable number, string? format)
    {
        Span<char> buffer = stackalloc char[MaxNumberLength];
        // JSON has no number for these.
        if (number is double real && !double.IsFinite(real) || !number.TryFormat(buffer, out var length, format, CultureInfo.InvariantCulture))
            return false;
        _text.Append(buffer[..length]);
        return true;
    }
}
