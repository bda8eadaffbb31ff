using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.Sampling.Daemon;
using Cruddur.ServiceDefaults.XRay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cruddur.Benchmarks;

/// <summary>A segment with two subsegments, from the ended spans to the sender's queue; the numbers are for one segment. Beside it runs what really sends them.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
[SimpleJob(invocationCount: 1, iterationCount: 200, warmupCount: 200)]
public class SegmentBenchmarks : IDisposable
{
    // As many as are under way in a busy service: above 512 buffers come from the heap.
    private const int Segments = 400;

    private readonly SampleSegment[] _samples = [.. Enumerable.Range(0, Segments).Select(_ => new SampleSegment())];
    private readonly SinkAccounts _accounts = new();
    private readonly BatchQueue<Activity> _capture = new(Segments * 3, Segments, TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly List<Activity> _taken = [];
    private readonly Socket _daemon = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private DeliveryQueues _queues = null!;
    private XRaySink _sink = null!;

    /// <summary>Opens the destination: a socket that nobody reads, so that sending costs what it costs.</summary>
    [GlobalSetup]
    public void Start()
    {
        _daemon.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _queues = new DeliveryQueues(_accounts, TimeProvider.System);
        var settings = new SegmentSettings { ServiceName = "api", ServiceVersion = "1.0.0", Daemon = DaemonAddress.TryParse($"{_daemon.LocalEndPoint}") };
        _sink = new XRaySink(settings, _queues, _accounts, TimeProvider.System);
        _queues.Start(NullLogger.Instance);
    }

    /// <summary>Closes it.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _sink.Dispose();
        _queues.Dispose();
        _daemon.Dispose();
        _accounts.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the request's thread does for all sinks together.</summary>
    [Benchmark(OperationsPerInvoke = Segments)]
    public void Enqueue()
    {
        foreach (var sample in _samples)
        {
            _capture.TryAdd(sample.Client);
            _capture.TryAdd(sample.Query);
            _capture.TryAdd(sample.Server);
        }
    }

    /// <summary>Grouping, writing and handing to the sender.</summary>
    [Benchmark(OperationsPerInvoke = Segments)]
    public void Segment()
    {
        foreach (var sample in _samples)
        {
            _sink.Take(sample.Client);
            _sink.Take(sample.Query);
            _sink.Take(sample.Server);
        }
    }

    /// <summary>Waits until all has left: the next round shall find the queues empty, as a service at rest does.</summary>
    [IterationCleanup]
    public void Drain()
    {
        _taken.Clear();
        _capture.Hurry();
        if (_capture.Count > 0)
            _capture.ReadAsync(_taken, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var account = _accounts.Of("X-Ray", "segments");
        SpinWait.SpinUntil(() => account.Total(DeliveryState.Sent) + account.Total(DeliveryState.Dropped) == account.Total(DeliveryState.Created), TimeSpan.FromSeconds(10));
        if (account.Total(DeliveryState.Dropped) > 0)
            throw new InvalidOperationException("Segments were dropped: the numbers are those of another program.");
    }
}
