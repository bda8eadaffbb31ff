using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Cruddur.ServiceDefaults.Delivery;
using PutRequest = Amazon.CloudWatchLogs.Model.PutLogEventsRequest;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>The client that AWS's sink sends with. It mends what the sink makes of events, and hears what becomes of them, which the sink tells nobody.</summary>
internal sealed class CloudWatchLogsClient(CloudWatchLogsDestination destination, SinkAccount account, TimeProvider time) : AmazonCloudWatchLogsClient(ConfigurationOf(destination))
{
    public BatchAnswers Answers { get; } = new(destination.Group);

    public override async Task<PutLogEventsResponse> PutLogEventsAsync(PutRequest request, CancellationToken cancellationToken = default)
    {
        // By itself the sink would try again at once, and for ever.
        await Answers.TurnAsync(cancellationToken);
        var events = request.LogEvents.Select(MendedLogEvent.Of).Where(logEvent => logEvent.Message.Length > 0).OrderBy(logEvent => logEvent.Timestamp).ToList();
        var documents = request.LogEvents.Count(MendedLogEvent.EndsDocument);
        var response = new PutLogEventsResponse();
        try
        {
            if (events.Count > 0)
                response = await PutAsync(new PutRequest { LogGroupName = request.LogGroupName, LogStreamName = request.LogStreamName, LogEvents = events }, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Not as it came: the sink forgets what it has when it hears that a stream is missing.
            if (Answers.Failed(error, documents))
                throw new AmazonCloudWatchLogsException(error.Message, error);
            // What is refused for good the sink would send for ever: it hears that it was taken.
            return response;
        }

        Answers.Answered(response.RejectedLogEventsInfo, events.Count, documents);
        return response;
    }

    /// <summary>Creates the group too, where that is missing.</summary>
    public override async Task<CreateLogStreamResponse> CreateLogStreamAsync(CreateLogStreamRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.CreateLogStreamAsync(request, cancellationToken);
        }
        catch (ResourceNotFoundException)
        {
            await new MissingLogGroup(destination, account, time).CreateAsync(this, cancellationToken);
            return await base.CreateLogStreamAsync(request, cancellationToken);
        }
    }

    private async Task<PutLogEventsResponse> PutAsync(PutRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.PutLogEventsAsync(request, cancellationToken);
        }
        catch (ResourceNotFoundException)
        {
            // Deleted meanwhile, or the sink couldn't create it, of which it tells nobody.
            await CreateStreamAsync(request, cancellationToken);
            return await base.PutLogEventsAsync(request, cancellationToken);
        }
    }

    private async Task CreateStreamAsync(PutRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await CreateLogStreamAsync(new CreateLogStreamRequest { LogGroupName = request.LogGroupName, LogStreamName = request.LogStreamName }, cancellationToken);
        }
        catch (ResourceAlreadyExistsException)
        {
            // It is there in a moment.
        }
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
