using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>A connection whose commands and transactions make client spans by OpenTelemetry's database conventions; all else is the inner connection's.</summary>
/// <remarks>
/// Each call also counts in the metric <c>db.client.operation.duration</c>. A reader's span ends when the reader is closed, since
/// a database may compute its rows only as they are read, and says how many rows were read. Don't wrap a driver that has spans of its own, such as Npgsql.
/// </remarks>
/// <param name="inner">The driver's connection, which this one owns.</param>
/// <param name="system">The database's name in the conventions (<c>db.system.name</c>), such as <c>sqlite</c>.</param>
public sealed class TracedConnection(DbConnection inner, string system) : DbConnection
{
    private DbTarget? _target;

    /// <summary>The driver's own connection.</summary>
    public DbConnection Inner { get; } = inner;

    /// <inheritdoc />
    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => (Inner.ConnectionString, _target) = (value, null);
    }

    /// <inheritdoc />
    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    /// <inheritdoc />
    public override string Database => Inner.Database;

    /// <inheritdoc />
    public override string DataSource => Inner.DataSource;

    /// <inheritdoc />
    public override string ServerVersion => Inner.ServerVersion;

    /// <inheritdoc />
    public override ConnectionState State => Inner.State;

    /// <inheritdoc />
    public override event StateChangeEventHandler? StateChange
    {
        add => Inner.StateChange += value;
        remove => Inner.StateChange -= value;
    }

    internal DbTarget Target => _target ??= DbTarget.Of(Inner, system);

    /// <inheritdoc />
    public override void Open() => Inner.Open();

    /// <inheritdoc />
    public override Task OpenAsync(CancellationToken cancellationToken) => Inner.OpenAsync(cancellationToken);

    /// <inheritdoc />
    public override void Close() => Inner.Close();

    /// <inheritdoc />
    public override Task CloseAsync() => Inner.CloseAsync();

    /// <inheritdoc />
    public override void ChangeDatabase(string databaseName)
    {
        Inner.ChangeDatabase(databaseName);
        _target = null;
    }

    /// <inheritdoc />
    public override async Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default)
    {
        await Inner.ChangeDatabaseAsync(databaseName, cancellationToken);
        _target = null;
    }

    /// <inheritdoc />
    public override DataTable GetSchema() => Inner.GetSchema();

    /// <inheritdoc />
    public override DataTable GetSchema(string collectionName) => Inner.GetSchema(collectionName);

    /// <inheritdoc />
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) => Inner.GetSchema(collectionName, restrictionValues);

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new TracedTransaction(this, Inner.BeginTransaction(isolationLevel));

    /// <inheritdoc />
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        new TracedTransaction(this, await Inner.BeginTransactionAsync(isolationLevel, cancellationToken));

    /// <inheritdoc />
    protected override DbCommand CreateDbCommand() => new TracedCommand(this, Inner.CreateCommand());

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Inner.Dispose();
        base.Dispose(disposing);
    }
}
