using BenchmarkDotNet.Attributes;
using Cruddur.Dashboard;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Microsoft.Extensions.Options;

namespace Cruddur.Benchmarks;

/// <summary>Takes a request of 500 spans with 12 attributes each apart; the numbers are for one span.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly byte[] _request = SampleRequests.Traces(1);
    private readonly OtlpExport _export = Export(new IngestQueue(Options.Create(new StoreOptions())));
    private readonly RequestMemory _memory = new(Options.Create(new ReceiverOptions()));

    /// <summary>Finds every span and checks it down to its last attribute, in a copy of the request as it would have come from the network.</summary>
    [Benchmark(OperationsPerInvoke = SampleRequests.Spans)]
    public int Walk()
    {
        using var share = _memory.Open();
        using var batch = _export.Read(OtlpSignal.Traces, RentedBytes.Copy(_request), new Refusals(), share);
        return batch.Spans.Count;
    }

    internal static OtlpExport Export(IngestQueue queue) =>
        new(queue, Options.Create(new DashboardOptions()), Options.Create(new ReceiverOptions()), TimeProvider.System);
}
