using System.Threading.Channels;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>What CloudWatch said to the requests that AWS's sink makes of a batch, and when the sink may make the next.</summary>
internal sealed class BatchAnswers(string group)
{
    private readonly Channel<SendResult> _results = Channel.CreateBounded<SendResult>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<bool> _turns = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SortedSet<string> _reasons = new(StringComparer.Ordinal);
    private int _expected;
    private int _rejected;
    private string? _words;

    /// <summary>A batch of so many documents comes.</summary>
    public void Expect(int documents)
    {
        (_expected, _rejected, _words) = (documents, 0, null);
        _reasons.Clear();
        _results.Reader.TryRead(out _);
        GiveTurn();
    }

    /// <summary>The next request may be made, or one that failed be made again.</summary>
    public void GiveTurn() => _turns.Writer.TryWrite(true);

    public ValueTask<bool> TurnAsync(CancellationToken cancellationToken) => _turns.Reader.ReadAsync(cancellationToken);

    /// <summary>What became of the whole batch, or of an attempt that is to be made again.</summary>
    public ValueTask<SendResult> ResultAsync(CancellationToken cancellationToken) => _results.Reader.ReadAsync(cancellationToken);

    /// <summary>A request was answered, and so many documents ended with it.</summary>
    public void Answered(RejectedLogEventsInfo? info, int events, int documents)
    {
        // Both ends are exclusive, and what is too old for CloudWatch may be past the retention too.
        var (tooOld, expired, tooNew) = (info?.TooOldLogEventEndIndex ?? 0, info?.ExpiredLogEventEndIndex ?? 0, info?.TooNewLogEventStartIndex ?? events);
        Reject(tooOld, RejectedLogEvents.TooOld);
        Reject(expired - tooOld, RejectedLogEvents.Expired);
        Reject(events - tooNew, RejectedLogEvents.TooNew);
        End(documents);
    }

    /// <summary>A request failed.</summary>
    /// <returns>Whether it is to be made again.</returns>
    public bool Failed(Exception error, int documents)
    {
        var meaning = error is AmazonServiceException told && (int)told.StatusCode is > 0 and var status
            ? CloudWatchErrors.Meaning(new ApiAnswer(status, told.ErrorCode ?? "", Body: null), group)
            : SendResult.Retry("no answer") with { Words = error.Message };
        if (meaning.Outcome == SendOutcome.Retry)
        {
            _results.Writer.TryWrite(meaning);
            return true;
        }

        if (meaning.Outcome == SendOutcome.Rejected)
            Reject(documents, meaning.Reason ?? "");
        _words = meaning.Words ?? _words;
        End(documents);
        return false;
    }

    private void Reject(int count, string reason)
    {
        if (count <= 0)
            return;
        _rejected += count;
        _reasons.Add(reason);
    }

    private void End(int documents)
    {
        if ((_expected -= documents) <= 0)
            _results.Writer.TryWrite(_rejected == 0 ? SendResult.Accepted : SendResult.RejectedSome(string.Join(", ", _reasons), _rejected) with { Words = _words });
        GiveTurn();
    }
}
