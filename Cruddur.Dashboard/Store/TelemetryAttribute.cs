namespace Cruddur.Dashboard.Store;

/// <summary>A key with its value, as OTLP's <c>KeyValue</c>.</summary>
public sealed record TelemetryAttribute(string Key, TelemetryValue Value);
