using System.Text;
using Cruddur.Dashboard.Store.Reading;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes resources, each once.</summary>
internal sealed class ResourceTable(SqliteConnection connection) : IDisposable
{
    // Only resources that nothing refers to are removed; the others are bounded by what refers to them.
    private const long TidyAbove = 1000;

    private readonly InternedRows _known = new();
    private readonly Statement _find = new(connection, "SELECT id FROM resources WHERE body = ?");
    private readonly Statement _insert = new(connection, "INSERT INTO resources (body, service, instance) VALUES (?, ?, ?)");
    private readonly Statement _count = new(connection, "SELECT count(*) FROM resources");
    private readonly Statement _tidy = new(connection, """
        DELETE FROM resources
        WHERE NOT EXISTS (SELECT 1 FROM trace_services WHERE resource = resources.id)
          AND NOT EXISTS (SELECT 1 FROM logs WHERE resource = resources.id)
          AND NOT EXISTS (SELECT 1 FROM instruments WHERE resource = resources.id)
        """);

    /// <summary>The id of a resource, which is written where it is new.</summary>
    public long IdOf(ReadOnlySpan<byte> body)
    {
        if (_known.TryGet(body, out var id))
            return id;
        id = _find.With(body).Number() ?? Insert(body);
        _known.Add(body, id);
        return id;
    }

    /// <summary>Removes resources of which nothing is stored any more, once there are many.</summary>
    public void Tidy()
    {
        if (_count.Number() > TidyAbove && _tidy.Run() > 0)
            _known.Clear();
    }

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _count.Dispose();
        _tidy.Dispose();
    }

    private long Insert(ReadOnlySpan<byte> body)
    {
        var resource = ResourceDecoder.Resource(0, body);
        var (service, instance) = (Encoding.UTF8.GetBytes(resource.ServiceName), Encoding.UTF8.GetBytes(resource.InstanceId));
        _insert.With(body).WithText(service).WithText(instance).Run();
        return _insert.InsertedId;
    }
}
