using System.Globalization;
using System.Threading.Channels;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Cruddur.ServiceDefaults.Delivery;
using PutRequest = Amazon.CloudWatchLogs.Model.PutLogEventsRequest;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>The client that AWS's sink sends with. It mends what the sink makes of events, and hears what becomes of them, which the sink tells nobody.</summary>
internal sealed class CloudWatchLogsClient : AmazonCloudWatchLogsClient
{
    private const string Start = "{\"timestamp\":\"";

    // Events of one request lie within 24 hours.
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);

    private readonly SinkAccount _account;
    private readonly TimeProvider _time;
    private readonly Channel<SendResult> _results = Channel.CreateBounded<SendResult>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private int _expected;
    private int _rejected;

    public CloudWatchLogsClient(CloudWatchLogsDestination destination, SinkAccount account, TimeProvider time)
        : base(ConfigurationOf(destination))
    {
        (_account, _time) = (account, time);
        ExceptionEvent += (_, failed) => Fail((failed as WebServiceExceptionEventArgs)?.Exception);
    }

    /// <summary>So many documents will come.</summary>
    public void Expect(int documents) => (_expected, _rejected) = (documents, 0);

    /// <summary>What became of all that were expected, or of an attempt that failed and will be made again.</summary>
    public ValueTask<SendResult> ResultAsync(CancellationToken cancellationToken) => _results.Reader.ReadAsync(cancellationToken);

    public override async Task<PutLogEventsResponse> PutLogEventsAsync(PutRequest request, CancellationToken cancellationToken = default)
    {
        var mended = request.LogEvents.Select(Mended).Where(logEvent => logEvent.Message.Length > 0).OrderBy(logEvent => logEvent.Timestamp).ToList();
        var response = await base.PutLogEventsAsync(
            new PutRequest { LogGroupName = request.LogGroupName, LogStreamName = request.LogStreamName, LogEvents = mended }, cancellationToken);

        // The sink cuts a document that is long into several events, and ends the last of them, as it ends all, with a line break.
        var documents = request.LogEvents.Count(logEvent => logEvent.Message.EndsWith(Environment.NewLine, StringComparison.Ordinal));
        _rejected += RejectedOf(response.RejectedLogEventsInfo, mended.Count);
        if ((_expected -= documents) <= 0)
            _results.Writer.TryWrite(_rejected == 0 ? SendResult.Accepted : SendResult.RejectedSome(RejectedLogEvents.TooOld, _rejected));
        return response;
    }

    // Without the line break, and with the time when it happened: the sink's is that of its taking it.
    private static InputLogEvent Mended(InputLogEvent logEvent)
    {
        var message = logEvent.Message.EndsWith(Environment.NewLine, StringComparison.Ordinal) ? logEvent.Message[..^Environment.NewLine.Length] : logEvent.Message;
        var time = message.StartsWith(Start, StringComparison.Ordinal) &&
            DateTime.TryParse(message.AsSpan(Start.Length, Math.Max(0, message.IndexOf('"', Start.Length) - Start.Length)), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var happened) &&
            (logEvent.Timestamp - happened)?.Duration() < HalfADay
            ? happened
            : logEvent.Timestamp;
        return new InputLogEvent { Message = message, Timestamp = time };
    }

    private static int RejectedOf(RejectedLogEventsInfo? info, int count) => info is null
        ? 0
        : Math.Max(info.TooOldLogEventEndIndex ?? 0, info.ExpiredLogEventEndIndex ?? 0) + count - (info.TooNewLogEventStartIndex ?? count);

    private void Fail(Exception? error)
    {
        var words = error?.Message ?? "the request failed";
        _account.Failed(words, _time.GetUtcNow());
        var reason = error is AmazonServiceException { ErrorCode.Length: > 0 } told ? told.ErrorCode : "no answer";
        // The group's retention may fail when all has been taken.
        if (_expected > 0)
            _results.Writer.TryWrite(SendResult.Retry(reason) with { Words = words });
    }

    // A loopback receiver gets what is no secret: AWS's chain isn't asked for it.
    private static AmazonCloudWatchLogsConfig ConfigurationOf(CloudWatchLogsDestination destination) => new()
    {
        ServiceURL = destination.Endpoint.AbsoluteUri,
        AuthenticationRegion = destination.Region,
        Timeout = destination.Target.Timeout,
        DefaultAWSCredentials = destination.IsLocal ? new BasicAWSCredentials("local", "local") : null,
    };
}
