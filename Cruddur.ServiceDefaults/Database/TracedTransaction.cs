using System.Data;
using System.Data.Common;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>A transaction whose commit and rollback are spans: that is when the disk or the other replicas are waited for.</summary>
internal sealed class TracedTransaction(TracedConnection connection, DbTransaction inner) : DbTransaction
{
    public DbTransaction Inner { get; } = inner;

    public override IsolationLevel IsolationLevel => Inner.IsolationLevel;

    public override bool SupportsSavepoints => Inner.SupportsSavepoints;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => DbCalls.Run(Begin("COMMIT"), Inner.Commit);

    public override Task CommitAsync(CancellationToken cancellationToken = default) =>
        DbCalls.RunAsync(Begin("COMMIT"), () => Inner.CommitAsync(cancellationToken));

    public override void Rollback() => DbCalls.Run(Begin("ROLLBACK"), Inner.Rollback);

    public override Task RollbackAsync(CancellationToken cancellationToken = default) =>
        DbCalls.RunAsync(Begin("ROLLBACK"), () => Inner.RollbackAsync(cancellationToken));

    public override void Save(string savepointName) => Inner.Save(savepointName);

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) => Inner.SaveAsync(savepointName, cancellationToken);

    public override void Release(string savepointName) => Inner.Release(savepointName);

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) => Inner.ReleaseAsync(savepointName, cancellationToken);

    public override void Rollback(string savepointName) => Inner.Rollback(savepointName);

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) => Inner.RollbackAsync(savepointName, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Inner.Dispose();
        base.Dispose(disposing);
    }

    private DbCall? Begin(string operation) => DbCall.Begin(connection.Target, operation);
}
