using Cruddur.ServiceDefaults.Delivery;
using Serilog.Core;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Picks out of all log lines those that are to be reported: errors, and lines that ask for it (<see cref="ErrorReport"/>).</summary>
/// <remarks>It is made before any logger, and so can't be given one.</remarks>
internal sealed class RollbarSink(RollbarClient client, RollbarReports reports, SinkAccounts accounts, TimeProvider time) : ILogEventSink
{
    private static readonly string Own = typeof(RollbarSink).Namespace!;
    private static readonly string Delivery = typeof(DeliveryQueue).Namespace!;

    private readonly bool _isOn = client.Takes(RollbarOrigins.Server);

    public void Emit(LogEvent logEvent)
    {
        if (!_isOn || (logEvent.Level < LogEventLevel.Error && !AsksForIt(logEvent)) || IsOfTheSinks(logEvent))
            return;

        try
        {
            reports.Report(logEvent);
        }
        catch (Exception error)
        {
            // A message or a property may be any object's text, and what makes that text may throw: the line is lost to Rollbar, the request goes on.
            client.LeaveOut(RollbarOrigins.Server, "mapping_failed");
            accounts.Of("Rollbar", "items").Failed(error.Message, time.GetUtcNow());
        }
    }

    private static bool AsksForIt(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("EventId", out var id) &&
        id is StructureValue { Properties: var properties } &&
        properties.Any(property => property is { Name: "Name", Value: ScalarValue { Value: ErrorReport.EventName } });

    // What the sinks have to say of themselves would come back to them.
    private static bool IsOfTheSinks(LogEvent logEvent) =>
        RollbarMapping.CategoryOf(logEvent) is { } category && (category.StartsWith(Delivery, StringComparison.Ordinal) || category == Own + "." + nameof(RollbarClient));
}
