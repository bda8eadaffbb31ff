using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>A command that makes a client span of each execution; see <see cref="TracedConnection"/>.</summary>
internal sealed class TracedCommand(TracedConnection connection, DbCommand inner) : DbCommand
{
    private TracedConnection? _connection = connection;
    private DbTransaction? _transaction;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = value is null or TracedConnection
                ? (TracedConnection?)value
                : throw new ArgumentException("A traced command runs on a traced connection: wrap the connection first.", nameof(value));
            inner.Connection = _connection?.Inner;
        }
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    // The driver casts its transaction to its own type.
    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = value;
            inner.Transaction = value is TracedTransaction traced ? traced.Inner : value;
        }
    }

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() => DbCalls.Run(Begin(), inner.ExecuteNonQuery);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        DbCalls.RunAsync(Begin(), () => inner.ExecuteNonQueryAsync(cancellationToken));

    public override object? ExecuteScalar() => DbCalls.Run(Begin(), inner.ExecuteScalar);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        DbCalls.RunAsync(Begin(), () => inner.ExecuteScalarAsync(cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var call = Begin();
        try
        {
            return Traced(inner.ExecuteReader(behavior), call);
        }
        catch (Exception error)
        {
            call?.End(error);
            throw;
        }
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var call = Begin();
        try
        {
            return Traced(await inner.ExecuteReaderAsync(behavior, cancellationToken), call);
        }
        catch (Exception error)
        {
            call?.End(error);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static DbDataReader Traced(DbDataReader reader, DbCall? call) => call is null ? reader : new TracedReader(reader, call);

    private DbCall? Begin() => _connection is null ? null : DbCall.Begin(_connection.Target, this);
}
