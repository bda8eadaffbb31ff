using System.Text;
using Cruddur.Dashboard.Store.Reading;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes instrumentation scopes, each once.</summary>
internal sealed class ScopeTable(SqliteConnection connection) : IDisposable
{
    // Logger categories and sources are written in code, so there are hundreds. Past the bound a record's scope is shown empty.
    private const long MaxScopes = 20_000;

    private readonly InternedRows _known = new();
    private readonly Statement _find = new(connection, "SELECT id FROM scopes WHERE body = ?");
    private readonly Statement _insert = new(connection, "INSERT INTO scopes (body, name) VALUES (?, ?)");
    private readonly Statement _count = new(connection, "SELECT count(*) FROM scopes");

    /// <summary>The id of a scope, which is written where it is new.</summary>
    public long IdOf(ReadOnlySpan<byte> body)
    {
        if (_known.TryGet(body, out var id))
            return id;
        id = _find.With(body).Number() ?? Insert(body);
        _known.Add(body, id);
        return id;
    }

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _count.Dispose();
    }

    private long Insert(ReadOnlySpan<byte> body)
    {
        if (body.Length > 0 && _count.Number() >= MaxScopes)
            return IdOf([]);
        var name = Encoding.UTF8.GetBytes(ResourceDecoder.Scope(body).Name);
        _insert.With(body).WithText(name).Run();
        return _insert.InsertedId;
    }
}
