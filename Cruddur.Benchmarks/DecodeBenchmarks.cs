using BenchmarkDotNet.Attributes;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cruddur.Benchmarks;

/// <summary>Takes a request of 500 spans with 12 attributes each apart; the numbers are for one span.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly byte[] _request = SampleRequests.Traces(1);
    private readonly OtlpExport _export = new(new IngestQueue(Options.Create(new StoreOptions())), TimeProvider.System, NullLogger<OtlpExport>.Instance);

    /// <summary>Finds every span and checks it down to its last attribute.</summary>
    [Benchmark(OperationsPerInvoke = SampleRequests.Spans)]
    public int Walk() => _export.Read(OtlpSignal.Traces, _request, new Refusals()).Spans.Count;
}
