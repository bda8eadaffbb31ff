namespace Cruddur.Dashboard.Store.Reading;

/// <summary>A span's or log record's row, with the keys of its resource and scope.</summary>
internal sealed record RecordRow(long Id, long Nanos, byte[] Body, long Resource, long Scope);
