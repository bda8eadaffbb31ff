namespace Cruddur.Dashboard.Receiving;

/// <summary>Why a request is refused whole, and what its sender is told.</summary>
internal sealed record ReceiverRefusal(RefusalReason Reason, string Message)
{
    /// <summary>Whether the same request may be taken a little later.</summary>
    public bool Again => Reason is RefusalReason.Memory or RefusalReason.Queue;

    /// <summary>The refusal as HTTP's status.</summary>
    public int Status => Reason switch
    {
        RefusalReason.Host => StatusCodes.Status421MisdirectedRequest,
        RefusalReason.Origin => StatusCodes.Status403Forbidden,
        RefusalReason.Key => StatusCodes.Status401Unauthorized,
        RefusalReason.Route => StatusCodes.Status404NotFound,
        RefusalReason.Method => StatusCodes.Status405MethodNotAllowed,
        RefusalReason.MediaType or RefusalReason.Compression => StatusCodes.Status415UnsupportedMediaType,
        RefusalReason.TooLarge or RefusalReason.TooManyRecords => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.TooSlow => StatusCodes.Status408RequestTimeout,
        RefusalReason.Memory or RefusalReason.Queue => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>Ends the reading of a request that is refused.</summary>
internal sealed class RequestRefusedException(ReceiverRefusal refusal) : Exception(refusal.Message)
{
    public RequestRefusedException(RefusalReason reason, string message)
        : this(new ReceiverRefusal(reason, message))
    {
    }

    /// <summary>What to tell the sender.</summary>
    public ReceiverRefusal Refusal { get; } = refusal;
}
