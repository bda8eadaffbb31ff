using BenchmarkDotNet.Running;
using Cruddur.Benchmarks;

// `ingest` measures over seconds what a benchmark of microseconds can't: a store that keeps up.
if (args is ["ingest", .. var rest])
    return await IngestRun.RunAsync(rest);
BenchmarkSwitcher.FromAssembly(typeof(DecodeBenchmarks).Assembly).Run(args);
return 0;
