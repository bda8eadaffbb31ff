namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>The event by which a span says under which uuid Rollbar has what went wrong in it; rollbar.js writes the same.</summary>
internal static class SpanEvents
{
    public const string Occurrence = "rollbar.occurrence";
    public const string OccurrenceUuid = "rollbar.occurrence.uuid";
}
