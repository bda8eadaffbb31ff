using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes what is known of the starts of the dashboard.</summary>
internal sealed class RunTable(SqliteConnection connection)
{
    private HashSet<long>? _pinned;

    /// <summary>The runs that are kept.</summary>
    public IReadOnlySet<long> Pinned => _pinned ??= [.. connection.Query<long>("SELECT id FROM runs WHERE pinned")];

    public bool Name(long run, string name) => connection.Execute("UPDATE runs SET name = @name WHERE id = @run", new { run, name }) > 0;

    public bool Pin(long run, bool pinned)
    {
        _pinned = null;
        return connection.Execute("UPDATE runs SET pinned = @pinned WHERE id = @run", new { run, pinned }) > 0;
    }

    public bool Exists(long run) => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM runs WHERE id = @run)", new { run });

    public void End(long run, long nanos) => connection.Execute("UPDATE runs SET ended = @nanos WHERE id = @run", new { run, nanos });

    /// <summary>Removes all that is stored of a run.</summary>
    public void Clear(long run) => connection.Execute("""
        DELETE FROM trace_services WHERE trace IN (SELECT id FROM traces WHERE run = @run);
        DELETE FROM trace_blocks WHERE trace IN (SELECT id FROM traces WHERE run = @run);
        DELETE FROM traces WHERE run = @run;
        DELETE FROM columns WHERE id >> 16 IN (SELECT id FROM blocks WHERE run = @run);
        DELETE FROM chunks WHERE id >> 16 IN (SELECT id FROM blocks WHERE run = @run);
        DELETE FROM block_resources WHERE run = @run;
        DELETE FROM blocks WHERE run = @run;
        DELETE FROM tail WHERE run = @run;
        DELETE FROM instruments WHERE run = @run;
        """, new { run });

    /// <summary>Removes all that is stored of all runs, and all runs but one.</summary>
    public void ClearAll(long current)
    {
        _pinned = null;
        connection.Execute("""
            DELETE FROM trace_services;
            DELETE FROM trace_blocks;
            DELETE FROM traces;
            DELETE FROM columns;
            DELETE FROM chunks;
            DELETE FROM block_resources;
            DELETE FROM blocks;
            DELETE FROM tail;
            DELETE FROM instruments;
            DELETE FROM resources;
            DELETE FROM evicted;
            UPDATE runs SET pinned = 0 WHERE id = @current;
            DELETE FROM runs WHERE id <> @current;
            """, new { current });
    }

    /// <summary>Removes a run.</summary>
    public void Remove(long run)
    {
        _pinned = null;
        connection.Execute("DELETE FROM runs WHERE id = @run", new { run });
    }

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget() => _pinned = null;
}
