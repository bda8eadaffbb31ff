using System.Diagnostics;

namespace Cruddur.Api.Telemetry;

/// <summary>The names under which the API's own spans and metrics are found.</summary>
internal static class ApiTelemetry
{
    public const string Name = "Cruddur.Api";

    public static readonly ActivitySource Source = new(Name);

    /// <summary>Says on the span in hand which activity a request is about.</summary>
    public static void TagActivity(Guid uuid) => Activity.Current?.SetTag("cruddur.activity.uuid", uuid.ToString());
}
