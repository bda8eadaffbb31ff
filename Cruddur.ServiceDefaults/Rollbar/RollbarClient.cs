using System.Diagnostics;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Takes items to Rollbar's destinations, each with a queue of its own. The other side of the pair hands them to Rollbar's package.</summary>
internal sealed class RollbarClient
{
    // Errors come one by one, and Rollbar takes them one by one.
    private const int MaxItems = 256;

    private readonly List<(RollbarOrigins Takes, DeliveryQueue Queue)> _queues;

    public RollbarClient(RollbarDestinations destinations, DeliveryQueues queues, TimeProvider time) =>
        _queues = [.. destinations.All.Select(destination => (destination.Takes, queues.Open(TargetOf(destination), new RollbarSender(destination, time))))];

    /// <summary>Whether anybody takes what happens there.</summary>
    public bool Takes(RollbarOrigins origin) => _queues.Exists(queue => queue.Takes.HasFlag(origin));

    /// <summary>Writes the item once and queues it for each destination.</summary>
    public void Send(RollbarItem item)
    {
        var traceId = item.TraceId is null ? default : ActivityTraceId.CreateFromString(item.TraceId);
        var payload = Payload.Copy(RollbarJson.Write(item), traceId, DateTimeOffset.FromUnixTimeSeconds(item.Timestamp));
        foreach (var (takes, queue) in _queues)
        {
            if (!takes.HasFlag(item.Origin))
                continue;
            queue.Account.Created();
            queue.Add(payload);
        }

        payload.Release();
    }

    /// <summary>Counts what would have been an item.</summary>
    public void LeaveOut(RollbarOrigins origin, string reason)
    {
        foreach (var (_, queue) in _queues.Where(queue => queue.Takes.HasFlag(origin)))
        {
            queue.Account.Created();
            queue.Account.Dropped(reason);
        }
    }

    private static DeliveryTarget TargetOf(RollbarDestination destination) =>
        new(destination.Name, destination.Takes == RollbarOrigins.Browser ? "browser items" : destination.Name == "Rollbar" ? "items" : "Rollbar items", destination.Url.AbsoluteUri)
        {
            MaxItems = MaxItems,
            BatchItems = 1,
            BatchBytes = RollbarJson.MaxBytes,
            Linger = TimeSpan.Zero,
        };
}
