using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>Creates a destination's log group. AWS's sink can too, but wants to look first, for which it needs a permission of its own, and tells nobody when it fails.</summary>
internal sealed class MissingLogGroup(CloudWatchLogsDestination destination, SinkAccount account, TimeProvider time)
{
    public async Task CreateAsync(IAmazonCloudWatchLogs api, CancellationToken cancellationToken)
    {
        try
        {
            await api.CreateLogGroupAsync(new CreateLogGroupRequest { LogGroupName = destination.Group }, cancellationToken);
        }
        catch (ResourceAlreadyExistsException)
        {
            // Somebody else has made it: it keeps the retention that it was given.
            return;
        }

        try
        {
            await api.PutRetentionPolicyAsync(new PutRetentionPolicyRequest { LogGroupName = destination.Group, RetentionInDays = destination.RetentionDays }, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = (error as AmazonServiceException)?.ErrorCode ?? error.Message;
            account.Failed($"{reason}: the new log group {destination.Group} keeps its events for ever, since its retention could not be set", time.GetUtcNow());
        }
    }
}
