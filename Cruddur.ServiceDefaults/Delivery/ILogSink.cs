using Serilog.Events;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Takes log events one after the other, on the capture's one worker: off the requests' threads, and never two at once.</summary>
/// <remarks>It is made before any logger, and so can't be given one.</remarks>
internal interface ILogSink
{
    /// <summary>Whether it has anywhere to send to; one that hasn't gets nothing, and costs nothing.</summary>
    bool IsOn { get; }

    /// <summary>Maps the event and queues it.</summary>
    void Take(LogEvent logEvent);
}
