using System.Data.Common;
using Cruddur.ServiceDefaults.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Cruddur.Api.Database;

/// <summary>
/// The connections to Cruddur's SQLite file: any number of readers, which never wait for a writer (WAL), and one writer at a time.
/// Writers queue here, asynchronously, before they lock the file; each leaves the queue after <see cref="DatabaseOptions.BusyTimeoutSeconds"/>
/// at the latest, which bounds it.
/// </summary>
internal sealed class CruddurDatabase(IOptions<DatabaseOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private SqliteConnectionStringBuilder? _sqlite;

    // Read when first needed: the host creates its services before it has checked the options.
    private SqliteConnectionStringBuilder Sqlite => _sqlite ??= options.Value.ToSqlite();

    /// <summary>The database's file.</summary>
    public string Path => Sqlite.DataSource;

    /// <summary>Reads with a connection of its own.</summary>
    /// <exception cref="DatabaseBusyException">The file stayed locked.</exception>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await read(connection);
        }
        catch (SqliteException e) when (IsBusy(e))
        {
            throw new DatabaseBusyException(e);
        }
    }

    /// <summary>Writes in one transaction, which is on disk when this returns.</summary>
    /// <exception cref="DatabaseBusyException">Another writer held the file for too long; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        if (!await _writer.WaitAsync(TimeSpan.FromSeconds(Sqlite.DefaultTimeout), cancellationToken))
            throw new DatabaseBusyException();
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            // SQLite's provider begins IMMEDIATE: the lock is taken here, so that a commit can't fail for a lock after the work is done.
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await write(connection, transaction);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (SqliteException e) when (IsBusy(e))
        {
            throw new DatabaseBusyException(e);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>A connection without spans, for what belongs to no request: migrations and the health check.</summary>
    public async Task<SqliteConnection> OpenUntracedAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(Sqlite.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            // An answered write survives kill -9 because the commit reached the file, and a power cut because FULL syncs the write-ahead log
            // before the commit returns; NORMAL, the usual companion of WAL, syncs at checkpoints only. It holds for the connection, not the file.
            command.CommandText = "PRAGMA synchronous = FULL";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the pooled connections, which folds the write-ahead log into the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        if (_sqlite is null)
            return;
        using var connection = new SqliteConnection(_sqlite.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        new TracedConnection(await OpenUntracedAsync(cancellationToken), "sqlite");

    private static bool IsBusy(SqliteException e) => e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;
}
