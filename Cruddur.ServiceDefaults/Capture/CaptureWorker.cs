using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cruddur.ServiceDefaults.Capture;

/// <summary>
/// The way from the requests' threads to the sinks: a queue of references, and one worker that hands each item to every sink. On the request's thread it costs the
/// adding to the queue; mapping happens here.
/// </summary>
internal sealed partial class CaptureWorker<T>(Action<T>[] sinks, SinkAccount account, TimeProvider time)
{
    // At 20,000 requests a second the worker may be kept from its work for half a second before anything is lost.
    private const int Capacity = 16_384;
    // On a machine with one core the requests wait while a batch is mapped: about a millisecond.
    private const int Batch = 64;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    private readonly BatchQueue<T> _queue = new(Capacity, Batch, Linger, time);
    private Task _running = Task.CompletedTask;
    private ILogger _logger = NullLogger.Instance;
    private volatile bool _completed;
    private bool _mappingFailed;

    public void Add(T item)
    {
        if (!_queue.TryAdd(item))
            account.Dropped(_completed ? DropReasons.Shutdown : DropReasons.QueueFull);
    }

    public void Start(ILogger logger)
    {
        _logger = logger;
        using var apart = ExecutionContext.SuppressFlow();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Takes no more, and hands on what is there.</summary>
    public Task CompleteAsync()
    {
        _completed = true;
        _queue.Complete();
        return _running;
    }

    /// <summary>Has a sink do what it has to do at the end; what it throws is counted, and holds up no other.</summary>
    public void Finish(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<T>(Batch);
        while (await _queue.ReadAsync(batch, null, CancellationToken.None))
        {
            foreach (var item in batch)
            {
                foreach (var sink in sinks)
                    Hand(item, sink);
            }

            batch.Clear();
        }
    }

    // A tag may hold any object, and its ToString may throw: that item is lost to that sink, its neighbours are not.
    private void Hand(T item, Action<T> sink)
    {
        try
        {
            sink(item);
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private void Fail(Exception error)
    {
        account.Dropped("mapping_failed");
        account.Failed(error.Message, time.GetUtcNow());
        if (!_mappingFailed)
            Log.MappingFailed(_logger, account.Signal, error);
        _mappingFailed = true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "One of the {Signal} could not be written for a sink, and is lost to it. Further ones are counted, not told.")]
        public static partial void MappingFailed(ILogger logger, string signal, Exception error);
    }
}
