namespace Cruddur.Hosting;

/// <summary>A part of a run. Stages start in order and stop in reverse, also those whose start failed.</summary>
internal interface IStage
{
    /// <summary>Starts; returns once the next stage may.</summary>
    /// <exception cref="DistributedApplicationException">The run is refused.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops; at once when <paramref name="kill"/> is cancelled.</summary>
    Task StopAsync(CancellationToken kill);
}
