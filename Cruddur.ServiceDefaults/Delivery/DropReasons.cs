namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Why something was lost here.</summary>
internal static class DropReasons
{
    public const string QueueFull = "queue_full";
    public const string Shutdown = "shutdown";
    public const string RetriesExhausted = "retries_exhausted";
    public const string TooLarge = "too_large";
    public const string SenderFailed = "sender_failed";
}
