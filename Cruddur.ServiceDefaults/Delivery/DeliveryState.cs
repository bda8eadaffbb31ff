namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>How far an item has come.</summary>
internal enum DeliveryState
{
    /// <summary>Meant for the sink.</summary>
    Created,

    /// <summary>The sampling rules decided against it.</summary>
    SampledOut,

    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>Left the process; the protocol has no answer.</summary>
    Sent,

    /// <summary>The receiver said that it has it.</summary>
    Accepted,

    /// <summary>The receiver refused it for good.</summary>
    Rejected,

    /// <summary>Lost here: no room, no time, too large.</summary>
    Dropped,
}

/// <summary>The states as they are written in metrics and receipts.</summary>
internal static class DeliveryStates
{
    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Created => "created",
        DeliveryState.SampledOut => "sampled_out",
        DeliveryState.Queued => "queued",
        DeliveryState.Sent => "sent",
        DeliveryState.Accepted => "accepted",
        DeliveryState.Rejected => "rejected",
        _ => "dropped",
    };
}
