using System.Diagnostics;
using Cruddur.ServiceDefaults.Propagation;
using Serilog.Core;
using Serilog.Events;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>Adds the trace's id in X-Ray's form to every event that has one.</summary>
internal sealed class XRayTraceIdEnricher : ILogEventEnricher
{
    public const string Property = "XRayTraceId";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.TraceId is { } traceId)
            logEvent.AddOrUpdateProperty(new LogEventProperty(Property, new Written(traceId)));
    }

    /// <summary>The id as a value that becomes text where it is written, which is not on the request's thread.</summary>
    private sealed class Written(ActivityTraceId traceId) : LogEventPropertyValue
    {
        public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) => output.Write(XRayTraceId.Of(traceId));
    }
}
