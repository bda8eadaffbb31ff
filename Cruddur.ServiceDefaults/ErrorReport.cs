namespace Cruddur.ServiceDefaults;

/// <summary>
/// How to have a log line reported as an occurrence of its own. Lines of level Error and Critical are reported anyway; a line below is when its event has the name
/// <see cref="EventName"/>, at its own level: <c>[LoggerMessage(Level = LogLevel.Warning, EventName = ErrorReport.EventName, Message = "…")]</c>.
/// </summary>
/// <remarks>It is still a log line like any other, with the levels that are set for its category.</remarks>
public static class ErrorReport
{
    /// <summary>The name of the event.</summary>
    public const string EventName = "report";
}
