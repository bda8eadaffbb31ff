namespace Cruddur.Hosting;

/// <summary>All resources now, then each one that changes.</summary>
internal sealed class ResourceStream(ResourceStates states, TimeProvider time)
{
    public async Task WriteAsync(NdjsonWriter output, CancellationToken cancellationToken)
    {
        var version = 0L;
        while (true)
        {
            var (changes, now, next) = states.Since(version);
            version = now;
            await output.WriteAsync(changes, cancellationToken);
            await Heartbeat.UntilAsync(next, output, time, cancellationToken);
        }
    }
}

/// <summary>The last lines of one resource, then each new one.</summary>
internal sealed class LogStream(ConsoleLog log, int tail, TimeProvider time)
{
    public async Task WriteAsync(NdjsonWriter output, CancellationToken cancellationToken)
    {
        var (lines, seen, next) = log.After(0, tail);
        while (true)
        {
            await output.WriteAsync(lines, cancellationToken);
            await Heartbeat.UntilAsync(next, output, time, cancellationToken);
            (lines, seen, next) = log.After(seen);
        }
    }
}

/// <summary>Keeps a silent stream alive, and finds out when its reader has gone.</summary>
internal static class Heartbeat
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    public static async Task UntilAsync(Task change, NdjsonWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await change.WaitAsync(Pace, time, cancellationToken);
                return;
            }
            catch (TimeoutException)
            {
                await output.HeartbeatAsync(cancellationToken);
            }
        }
    }
}
