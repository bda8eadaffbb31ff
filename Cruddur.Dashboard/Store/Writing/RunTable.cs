using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes what is known of the starts of the dashboard.</summary>
internal sealed class RunTable(SqliteConnection connection)
{
    public bool Name(long run, string name) => connection.Execute("UPDATE runs SET name = @name WHERE id = @run", new { run, name }) > 0;

    public bool Pin(long run, bool pinned) => connection.Execute("UPDATE runs SET pinned = @pinned WHERE id = @run", new { run, pinned }) > 0;

    public bool Exists(long run) => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM runs WHERE id = @run)", new { run });

    public void End(long run, long nanos) => connection.Execute("UPDATE runs SET ended = @nanos WHERE id = @run", new { run, nanos });

    /// <summary>Removes a run.</summary>
    public void Remove(long run) => connection.Execute("DELETE FROM runs WHERE id = @run", new { run });

    /// <summary>Removes all runs but one.</summary>
    public void RemoveOthers(long run) => connection.Execute("DELETE FROM runs WHERE id <> @run", new { run });
}
