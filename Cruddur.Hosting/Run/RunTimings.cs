namespace Cruddur.Hosting;

/// <summary>How patient the host is.</summary>
internal sealed record RunTimings
{
    /// <summary>What a process has to stop by itself, from the signal on. Longer than a service takes to send its last telemetry.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two health checks, until the first success.</summary>
    public TimeSpan StartingPace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two health checks, from then on.</summary>
    public TimeSpan RunningPace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What one health check may take.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After this a resource that is not healthy yet is worth a word.</summary>
    public TimeSpan Unusual { get; init; } = TimeSpan.FromSeconds(15);
}
