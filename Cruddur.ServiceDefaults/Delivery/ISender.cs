namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Speaks one destination's protocol.</summary>
internal interface ISender
{
    /// <summary>
    /// Sends a batch and says what became of it. Called by the destination's own loop, one batch at a time; the token is that of the attempt's time limit and of the
    /// end of the service. What it throws counts as an attempt to be made again.
    /// </summary>
    Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken);
}
