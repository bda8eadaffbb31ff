namespace Cruddur.Dashboard.Store.Writing;

/// <summary>The rows of the resources and scopes of the batches in hand.</summary>
internal sealed class BatchOrigins(ResourceTable resources, ScopeTable scopes) : IDisposable
{
    private TelemetryBatch? _batch;
    private (RecordOrigin Origin, (long Resource, long Scope) Ids)? _last;

    /// <summary>Writes those of a batch that are new, so that <see cref="Of"/> won't have to.</summary>
    public void Resolve(TelemetryBatch batch)
    {
        foreach (var span in batch.Spans)
            Of(batch, span.Origin);
        foreach (var log in batch.Logs)
            Of(batch, log.Origin);
        foreach (var metric in batch.Metrics)
            Of(batch, metric.Origin);
    }

    /// <summary>The rows of a record's resource and scope. Records of one origin follow each other.</summary>
    public (long Resource, long Scope) Of(TelemetryBatch batch, RecordOrigin origin)
    {
        if (_batch == batch && _last is { } last && last.Origin == origin)
            return last.Ids;
        var ids = (resources.IdOf(origin.Resource.Of(batch.Payload)), scopes.IdOf(origin.Scope.Of(batch.Payload)));
        (_batch, _last) = (batch, (origin, ids));
        return ids;
    }

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget()
    {
        scopes.Forget();
        (_batch, _last) = (null, null);
    }

    public void Dispose() => scopes.Dispose();
}
