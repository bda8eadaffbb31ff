namespace Cruddur.Dashboard.Store.Reading;

/// <summary>A span or log record as it is stored.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Nanos">When it started, or was written.</param>
/// <param name="Body">The record as OTLP's protobuf.</param>
/// <param name="Resource">Who sent it.</param>
/// <param name="Scope">Which source made it.</param>
internal sealed record StoredRecord(long Id, long Nanos, byte[] Body, StoredResource Resource, StoredScope Scope);

/// <summary>A resource as it is stored.</summary>
internal sealed record StoredResource(long Id, byte[] Body, TelemetryResource Value);

/// <summary>A scope as it is stored.</summary>
internal sealed record StoredScope(long Id, byte[] Body, InstrumentationScope Value);
