using Cruddur.Dashboard;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Writing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cruddur.Tests.Dashboard;

/// <summary>The store without the dashboard around it: written to step by step, as its writer would.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TelemetryFile _file;

    public StoreFile(StoreOptions? options = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CRUDDUR_DATA", _folder.Path)]).Build();
        _file = new(new DataFolder(configuration), Clock);
        Records = new(_file);
        Reader = new(Records);
        Tables = new(_file);
        Eviction = new(_file, Tables, Options.Create(options ?? new()), Clock);
    }

    public OwnedClock Clock { get; } = new(new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero));

    public TelemetryRecords Records { get; }

    public TelemetryReader Reader { get; }

    public TelemetryTables Tables { get; }

    public Eviction Eviction { get; }

    /// <summary>Takes a request in, as a receiver would.</summary>
    public void Take(OtlpSignal signal, byte[] request)
    {
        var kind = signal == OtlpSignal.Traces ? RecordKind.Span : RecordKind.Log;
        var batch = StoredRequest.Read(kind, request, Clock.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(OtlpWalk.Count(request), batch.Spans.Count + batch.Logs.Count);
        Tables.Take(batch);
    }

    /// <summary>Evicts and merges until there is nothing left to do.</summary>
    public void Evict()
    {
        for (var steps = 0; Eviction.Step(); steps++)
            Assert.True(steps < 1000, "Eviction has no end.");
    }

    public void Dispose()
    {
        Eviction.Dispose();
        Tables.Dispose();
        Records.Dispose();
        _file.Dispose();
        _folder.Dispose();
    }
}
