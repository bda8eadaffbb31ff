using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>The stream that is written to, one for each instance and day, created before its first use; and its group, where that is missing.</summary>
internal sealed class LogStream(CloudWatchLogsDestination destination, CloudWatchLogsApi api, SinkAccount account, TimeProvider time)
{
    // Longer than this no batch waits for it.
    private static readonly TimeSpan LongestRetention = TimeSpan.FromSeconds(3);

    private string? _ready;
    private bool _retentionDue;

    public string Name { get; private set; } = "";

    /// <summary>The answer that the stream may not be created, where it was that; it may be there nevertheless.</summary>
    public ApiAnswer? Refusal { get; private set; }

    /// <summary>Sees to it that there is a stream for today.</summary>
    /// <returns>What became of the batch, when there can be none.</returns>
    public async Task<SendResult?> ReadyAsync(CancellationToken cancellationToken)
    {
        Name = $"{destination.StreamPrefix}/{time.GetUtcNow():yyyy-MM-dd}";
        if (_retentionDue)
            await RetainAsync(cancellationToken);
        if (_ready == Name)
            return null;

        var answer = await CreateAsync(cancellationToken);
        if (answer.Error == CloudWatchErrors.NotFound)
        {
            var group = await CreateGroupAsync(cancellationToken);
            if (!group.Succeeded && group.Error != CloudWatchErrors.AlreadyExists)
                return CloudWatchErrors.Meaning(group, destination.Group);
            answer = await CreateAsync(cancellationToken);
        }

        // Who may only write finds out by writing whether somebody else has made the stream.
        if (!answer.Succeeded && answer.Error is not (CloudWatchErrors.AlreadyExists or CloudWatchErrors.AccessDenied))
            return CloudWatchErrors.Meaning(answer, destination.Group);
        Refusal = answer.Error == CloudWatchErrors.AccessDenied ? answer : null;
        _ready = Name;
        return null;
    }

    /// <summary>The stream turned out to be missing.</summary>
    public void Forget() => _ready = null;

    private Task<ApiAnswer> CreateAsync(CancellationToken cancellationToken) =>
        api.CallAsync("CreateLogStream", JsonSerializer.SerializeToUtf8Bytes(new { logGroupName = destination.Group, logStreamName = Name }), cancellationToken);

    // A group that somebody else has made keeps the retention that it was given.
    private async Task<ApiAnswer> CreateGroupAsync(CancellationToken cancellationToken)
    {
        var created = await api.CallAsync("CreateLogGroup", JsonSerializer.SerializeToUtf8Bytes(new { logGroupName = destination.Group }), cancellationToken);
        if (created.Succeeded)
        {
            _retentionDue = true;
            await RetainAsync(cancellationToken);
        }

        return created;
    }

    // What keeps it from being set now may pass: then it is tried again before the next events are written.
    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRetention);
        try
        {
            var answer = await PutRetentionAsync(limit.Token);
            _retentionDue = !answer.Succeeded && CloudWatchErrors.Meaning(answer, destination.Group).Outcome == SendOutcome.Retry;
            if (!answer.Succeeded)
                FailedToRetain(CloudWatchErrors.NameOf(answer));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            FailedToRetain(error is OperationCanceledException ? "no answer" : error.Message);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<ApiAnswer> PutRetentionAsync(CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { logGroupName = destination.Group, retentionInDays = destination.RetentionDays });
        return api.CallAsync("PutRetentionPolicy", body, cancellationToken);
    }

    private void FailedToRetain(string reason) => account.Failed(
        $"{reason}: the new log group {destination.Group} keeps its events for ever, since its retention could not be set{(_retentionDue ? " yet" : "")}", time.GetUtcNow());
}
