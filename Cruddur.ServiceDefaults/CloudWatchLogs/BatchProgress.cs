using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>How far a batch has come, request by request, and what of it was refused.</summary>
internal sealed class BatchProgress(IReadOnlyList<Payload> batch)
{
    private readonly Queue<PutLogEventsRequest> _requests = new(PutLogEventsRequest.Of(batch));
    private readonly SortedDictionary<int, string> _rejected = [];
    private readonly (Payload First, int Count) _identity = (batch[0], batch.Count);

    private string? _words;

    public PutLogEventsRequest? Next => _requests.TryPeek(out var request) ? request : null;

    public SendResult Result => _rejected.Count == 0
        ? SendResult.Accepted
        : SendResult.Rejected(string.Join(", ", _rejected.Values.Distinct(StringComparer.Ordinal)), [.. _rejected.Keys]) with { Words = _words };

    public bool IsOf(IReadOnlyList<Payload> other) => other.Count == _identity.Count && ReferenceEquals(other[0], _identity.First);

    /// <summary>Events of the next request, by their places in it.</summary>
    public void Reject(IEnumerable<(int Position, string Reason)> events)
    {
        foreach (var (position, reason) in events)
            _rejected[Next!.Events[position].Index] = reason;
    }

    /// <summary>The next request is over.</summary>
    public void Done(SendResult result)
    {
        var request = _requests.Dequeue();
        if (result.Outcome != SendOutcome.Rejected)
            return;
        _words = result.Words;
        foreach (var (index, _) in request.Events)
            _rejected[index] = result.Reason ?? "";
    }
}
