using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cruddur.Dashboard.Store;

/// <summary>The file <c>telemetry.db</c>: opened by one dashboard at a time, with its tables brought up to date.</summary>
internal sealed class TelemetryFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    /// <summary>Opens the file, or makes it, and starts a run.</summary>
    /// <exception cref="StartRefusedException">It can't be used.</exception>
    public TelemetryFile(DataFolder folder, TimeProvider clock)
    {
        Batteries_V2.Init();
        _path = folder.Of("telemetry.db");
        _lock = Lock(folder);
        try
        {
            Writer = Open(SqliteOpenMode.ReadWriteCreate);
            Writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768");
            DroppedOlder = TelemetrySchema.Upgrade(Writer);
            Run = Writer.ExecuteScalar<long>(
                "INSERT INTO runs (started) VALUES (@started); SELECT last_insert_rowid()", new { started = UnixNanos.From(clock.GetUtcNow()) });
        }
        catch (Exception e)
        {
            Dispose();
            if (e is SqliteException)
                throw new StartRefusedException($"{_path} can't be opened: {e.Message} Move it away, or set CRUDDUR_DATA to another folder.");
            throw;
        }
    }

    /// <summary>The file's path.</summary>
    public string Path => _path;

    /// <summary>This start of the dashboard.</summary>
    public long Run { get; }

    /// <summary>Whether there were spans or log records of a version of the dashboard whose tables can't be read any more.</summary>
    public bool DroppedOlder { get; }

    /// <summary>The one connection that writes.</summary>
    public SqliteConnection Writer { get; } = null!;

    /// <summary>Opens a connection to read with; the caller disposes of it.</summary>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly);

    public void Dispose()
    {
        Writer?.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(DataFolder folder)
    {
        var path = folder.Of("telemetry.lock");
        try
        {
            folder.Create();
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The data folder {folder.Path} can't be used: {e.Message} Another dashboard may run on it: stop that, or set CRUDDUR_DATA to another folder.");
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode }.ToString());
        connection.Open();
        return connection;
    }
}
