namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>A destination, and the bounds of its queue and its batches.</summary>
/// <param name="Sink">What it is called in messages, metrics and receipts.</param>
/// <param name="Signal">What it takes: spans, logs, segments, events, items.</param>
/// <param name="Url">Where it is; without credentials, since it is shown.</param>
internal sealed record DeliveryTarget(string Sink, string Signal, string Url)
{
    /// <summary>Items that may wait; what comes above is dropped and counted.</summary>
    public int MaxItems { get; init; } = 2048;

    /// <summary>Bytes that may wait.</summary>
    public long MaxBytes { get; init; } = 8 * 1024 * 1024;

    public int BatchItems { get; init; } = 512;

    public int BatchBytes { get; init; } = 1024 * 1024;

    /// <summary>How long the first item of a batch waits for others.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
