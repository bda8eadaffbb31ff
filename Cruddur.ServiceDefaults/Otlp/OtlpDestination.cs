namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>A receiver of telemetry, with a target for each signal that it takes.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Traces">Where spans go, or null.</param>
/// <param name="Metrics">Where metrics go, or null.</param>
/// <param name="Logs">Where logs go, or null.</param>
/// <param name="IsLocal">The dashboard on the developer's machine: it gets what the sampling rules drop, too.</param>
internal sealed record OtlpDestination(string Name, OtlpTarget? Traces, OtlpTarget? Metrics, OtlpTarget? Logs, bool IsLocal = false)
{
    public IEnumerable<OtlpTarget> Targets => new[] { Traces, Metrics, Logs }.OfType<OtlpTarget>();
}
