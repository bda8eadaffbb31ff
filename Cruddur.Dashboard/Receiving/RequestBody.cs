using Cruddur.Dashboard.Protobuf;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Receiving;

/// <summary>Reads whole request bodies: never more than may be, nor for longer.</summary>
internal sealed class RequestBody(IOptions<DashboardOptions> dashboard, IOptions<ReceiverOptions> options, TimeProvider clock)
{
    // Bytes that are only announced are not worth memory yet, but for a few times what has come.
    private const int FirstBuffer = 64 * 1024;
    private const int Growth = 8;

    /// <summary>Bytes that a body has at most, packed and unpacked.</summary>
    public int Limit => dashboard.Value.MaxRequestBytes;

    /// <summary>Reads the body. What it returns is the caller's to dispose of.</summary>
    /// <param name="request">The request.</param>
    /// <param name="framing">Bytes that it may have beside the limit.</param>
    /// <param name="share">What the request's memory is taken from.</param>
    /// <exception cref="RequestRefusedException">It is too large, too slow, cut off or not HTTP, or there is no memory for it.</exception>
    public async Task<RentedBytes> ReadAsync(HttpRequest request, int framing, RequestMemory.Share share)
    {
        var limit = Limit + framing;
        if (request.ContentLength > limit)
            throw TooLarge();
        var body = new RentedBytes((int)Math.Min(request.ContentLength + 1 ?? FirstBuffer, FirstBuffer));
        try
        {
            using var deadline = new CancellationTokenSource(options.Value.BodyTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, request.HttpContext.RequestAborted);
            await FillAsync(body, request, limit, share, either.Token);
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();
            if (Refusal(e, request) is { } refusal)
                throw new RequestRefusedException(refusal);
            throw;
        }
    }

    /// <summary>The refusal of a body above the limit.</summary>
    public RequestRefusedException TooLarge() =>
        new(RefusalReason.TooLarge, $"A request has at most {Limit} bytes, unpacked (Dashboard:MaxRequestBytes).");

    private async Task FillAsync(RentedBytes body, HttpRequest request, int limit, RequestMemory.Share share, CancellationToken cancellationToken)
    {
        while (await request.Body.ReadAsync(body.Room, cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
            if (body.Length > limit)
                throw TooLarge();
            if (body.Length < body.Capacity)
                continue;
            var capacity = (int)Math.Min(body.Capacity * (long)Growth, 1 + (request.ContentLength ?? limit));
            share.Take(capacity - body.Capacity);
            body.Grow(capacity);
        }
    }

    private ReceiverRefusal? Refusal(Exception failure, HttpRequest request) => failure switch
    {
        RequestRefusedException => null,
        OperationCanceledException when !request.HttpContext.RequestAborted.IsCancellationRequested => TooSlow(),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => TooSlow(),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge().Refusal,
        BadHttpRequestException bad => new(RefusalReason.Malformed, $"The body can't be read: {bad.Message}"),
        OperationCanceledException or IOException or ConnectionAbortedException => new(RefusalReason.Incomplete, "The sender went away."),
        _ => null,
    };

    private ReceiverRefusal TooSlow() =>
        new(RefusalReason.TooSlow, $"A request has {options.Value.BodyTimeout} to arrive (Dashboard:Receivers:BodyTimeout), and 240 bytes come in each second at least.");
}
