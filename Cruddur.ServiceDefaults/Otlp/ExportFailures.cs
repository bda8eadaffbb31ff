using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>
/// Says in one line when a destination stops taking metrics, and in one line when it takes them again. The exporter reports each failed batch
/// to an event source only; none of it is repeated while the destination stays away.
/// </summary>
internal sealed partial class ExportFailures : EventListener
{
    private const string Exporters = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private const string Success = "ExportSuccess";
    private const string CancelledAtShutdown = "OperationUnexpectedlyCanceled";

    private readonly Lock _gate = new();
    private readonly ILogger<ExportFailures>? _logger;
    private readonly List<(OtlpDestination Destination, HashSet<string> Failing)> _watched = [];

    public ExportFailures(OtlpDestinations destinations, ILogger<ExportFailures> logger)
    {
        _watched.AddRange(destinations.All.Select(destination => (destination, new HashSet<string>(StringComparer.Ordinal))));
        _logger = logger;
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporters)
            EnableEvents(eventSource, EventLevel.Informational);
    }

    // The events of an export carry the endpoint first and the reason last. The base class may call before the constructor has run.
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (_logger is null || eventData.EventSource.Name != Exporters || eventData.Payload is not [string endpoint, ..] payload)
            return;

        if (eventData.EventName == Success)
            Note(endpoint, null);
        else if (eventData.Level <= EventLevel.Warning && eventData.EventName != CancelledAtShutdown)
            Note(endpoint, Reason(payload[^1] as string ?? eventData.EventName ?? "no reason given"));
    }

    private void Note(string endpoint, string? failure)
    {
        lock (_gate)
        {
            foreach (var (destination, failing) in _watched)
            {
                if (destination.Metrics is not { } target || !IsAt(target.Url, endpoint))
                    continue;

                var before = failing.Count;
                _ = failure is null ? failing.Remove(endpoint) : failing.Add(endpoint);
                if (before == 0 && failing.Count > 0)
                    Tell(logger => Log.Lost(logger, destination.Name, endpoint, failure));
                else if (before > 0 && failing.Count == 0)
                    Tell(logger => Log.Back(logger, destination.Name));
            }
        }
    }

    // On a pool thread without the exporter's context, in which logging is suppressed: the other destinations shall hear of it.
    private void Tell(Action<ILogger> write) => ThreadPool.UnsafeQueueUserWorkItem(_ => write(_logger!), null);

    // gRPC's endpoint gets its service's path from the exporter.
    private static bool IsAt(Uri target, string endpoint) =>
        endpoint.StartsWith(target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), StringComparison.Ordinal);

    // The first line of an exception in full, without its type.
    private static string Reason(string text)
    {
        var line = text.Split('\n', 2)[0].Trim().TrimEnd('.');
        return line.Split(": ", 2) is [var type, var message] && !type.Contains(' ', StringComparison.Ordinal) ? message : line;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Destination} takes no metrics ({Endpoint}): {Reason}. The service goes on; they are sent again until it takes them.")]
        public static partial void Lost(ILogger logger, string destination, string endpoint, string? reason);

        [LoggerMessage(2, LogLevel.Information, "{Destination} takes metrics again.")]
        public static partial void Back(ILogger logger, string destination);
    }
}
