using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>One start of the dashboard, as the read API tells it.</summary>
internal sealed record RunInfo(long Id, string Name, DateTimeOffset Start, DateTimeOffset? End, bool IsPinned, bool IsCurrent, long Traces, long Spans, long Logs)
{
    /// <summary>Tells of a run.</summary>
    public static RunInfo Of(TelemetryRun run) =>
        new(run.Id, run.Name, run.Start, run.End, run.IsPinned, run.IsCurrent, run.Traces, run.Spans, run.Logs);
}
