using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cruddur.Dashboard.Store;

/// <summary>
/// A prepared statement of the writer, bound straight from the wire's bytes: the provider's own parameters would box every number and copy every blob.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement), raw.SQLITE_OK);
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement With(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Binds the next parameter; SQLite copies the bytes.</summary>
    public Statement With(ReadOnlySpan<byte> value)
    {
        // No bytes at no address would be NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0) : raw.sqlite3_bind_blob(_statement, ++_bound, value), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Binds the next parameter to UTF-8 text.</summary>
    public Statement WithText(ReadOnlySpan<byte> utf8)
    {
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_statement, ++_bound, "") : raw.sqlite3_bind_text(_statement, ++_bound, utf8), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Binds the next parameter to NULL.</summary>
    public Statement WithNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Runs it and returns how many rows it changed.</summary>
    public int Run()
    {
        Step(raw.SQLITE_DONE);
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Runs it and returns the first column of the first row; null where there is none, or it is NULL.</summary>
    public long? Number()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW && raw.sqlite3_column_type(_statement, 0) != raw.SQLITE_NULL
            ? raw.sqlite3_column_int64(_statement, 0)
            : null;
        Reset();
        if (result != raw.SQLITE_ROW)
            Check(result, raw.SQLITE_DONE);
        return number;
    }

    /// <summary>Runs it and returns the first column of the first row as bytes; null where there is none.</summary>
    public byte[]? Bytes()
    {
        var bytes = Next() ? Blob(0).ToArray() : null;
        Reset();
        return bytes;
    }

    /// <summary>Goes to the next row; false behind the last, where it can be bound anew.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        Check(result, raw.SQLITE_DONE);
        return false;
    }

    /// <summary>A column of the row in hand.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the row in hand; valid until the next row.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Leaves the rows that are left, so that it can be bound anew.</summary>
    public void Leave() => Reset();

    /// <summary>The number of the row that was inserted last.</summary>
    public long InsertedId => raw.sqlite3_last_insert_rowid(_database);

    public void Dispose() => _statement.Dispose();

    private void Step(int expected)
    {
        var result = raw.sqlite3_step(_statement);
        Reset();
        Check(result, expected);
    }

    // Parameters that stay bound would keep their bytes alive, and show up in the next run.
    private void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    private void Check(int result, int expected)
    {
        if (result == expected)
            return;
        var reason = raw.sqlite3_errmsg(_database).utf8_to_string();
        // The next run starts at the first parameter again.
        if (_bound > 0)
            Reset();
        throw new SqliteException(reason, result);
    }
}
