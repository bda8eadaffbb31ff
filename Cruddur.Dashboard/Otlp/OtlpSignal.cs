namespace Cruddur.Dashboard.Otlp;

/// <summary>What an OTLP request carries.</summary>
internal enum OtlpSignal
{
    Traces,
    Logs,
    Metrics,
}
