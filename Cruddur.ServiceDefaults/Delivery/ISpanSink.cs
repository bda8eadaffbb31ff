using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Takes ended spans one after the other, on the capture's one worker: off the requests' threads, and never two at once.</summary>
internal interface ISpanSink
{
    /// <summary>Whether it has anywhere to send to; one that hasn't gets nothing, and costs nothing.</summary>
    bool IsOn { get; }

    /// <summary>Maps the span and queues it. Those that the rules dropped come too, with <see cref="Activity.Recorded"/> false.</summary>
    void Take(Activity span);

    /// <summary>The service ends: what still waits for other spans is queued now.</summary>
    void Complete();
}
