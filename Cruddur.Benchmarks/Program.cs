using BenchmarkDotNet.Running;
using Cruddur.Benchmarks;
using Cruddur.Benchmarks.Cost;

// `ingest` and `cost` measure over seconds what a benchmark of microseconds can't: a store that keeps up, a service under load.
switch (args)
{
    case ["ingest", .. var rest]:
        return await IngestRun.RunAsync(rest);
    case ["cost", .. var rest]:
        return await CostRun.RunAsync(rest);
    case ["cost-bare"]:
        return await TinyService.RunAsync(withServiceDefaults: false);
    case ["cost-service"]:
        return await TinyService.RunAsync(withServiceDefaults: true);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(DecodeBenchmarks).Assembly).Run(args);
        return 0;
}
