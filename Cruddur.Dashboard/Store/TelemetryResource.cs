namespace Cruddur.Dashboard.Store;

/// <summary>One instance of a service that sent telemetry.</summary>
/// <param name="Id">The store's own key of it, stable as long as the data is.</param>
/// <param name="ServiceName"><c>service.name</c>, or <c>unknown_service</c>.</param>
/// <param name="InstanceId"><c>service.instance.id</c>, or empty.</param>
/// <param name="Attributes">All attributes of the resource, the two above among them.</param>
public sealed record TelemetryResource(string Id, string ServiceName, string InstanceId, IReadOnlyList<TelemetryAttribute> Attributes);

/// <summary>Who made a record: the name of an <c>ActivitySource</c>, a meter or a log category.</summary>
public sealed record InstrumentationScope(string Name, string Version);

/// <summary>A resource with what it has sent so far.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="DisplayName">The service's name; with the instance's id behind it where a service has several instances.</param>
/// <param name="HasTraces">Whether spans of it are stored.</param>
/// <param name="HasLogs">Whether log records of it are stored.</param>
/// <param name="HasMetrics">Whether it has sent metrics.</param>
public sealed record ResourceSummary(TelemetryResource Resource, string DisplayName, bool HasTraces, bool HasLogs, bool HasMetrics);
