using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>The source of the database spans and the conventions' one required metric.</summary>
internal static class DbTelemetry
{
    public const string Name = "Cruddur.Database";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration",
        "s",
        "Duration of database client operations.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
}
