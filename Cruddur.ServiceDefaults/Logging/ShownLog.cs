using Cruddur.ServiceDefaults.Scrubbing;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>A log event as it may be shown, with its message: made once, for all sinks that take the event one after the other. Used by one thread.</summary>
internal sealed class ShownLog
{
    private readonly LogMessage _messages = new();
    private LogEvent? _of;

    /// <summary>The scrubbed event.</summary>
    public LogEvent Event { get; private set; } = null!;

    /// <summary>Its rendered message, scrubbed too.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Makes it the one of this event, unless it is already.</summary>
    public ShownLog Of(LogEvent logEvent)
    {
        if (ReferenceEquals(_of, logEvent))
            return this;

        // Set last: where a value's own text throws, the next sink meets the same.
        _of = null;
        Event = ScrubbedLog.Of(logEvent);
        Message = _messages.Of(Event);
        _of = logEvent;
        return this;
    }
}
