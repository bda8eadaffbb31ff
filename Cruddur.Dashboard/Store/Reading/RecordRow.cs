namespace Cruddur.Dashboard.Store.Reading;

/// <summary>A record that has a row of its own, with the keys of its resource and scope.</summary>
internal sealed record RecordRow(long Id, long Nanos, byte[] Body, long Resource, long Scope);
