using System.Text;
using Cruddur.Dashboard.Store.Reading;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Writes resources, each once.</summary>
internal sealed class ResourceTable(SqliteConnection connection) : IDisposable
{
    // Only resources that nothing refers to are removed; the others are bounded by what refers to them.
    private const long TidyAbove = 1000;

    private readonly InternedRows _known = new();
    private readonly Dictionary<long, string> _services = [];
    private readonly Statement _find = new(connection, "SELECT id FROM resources WHERE body = ?");
    private readonly Statement _insert = new(connection, "INSERT INTO resources (body, service, instance) VALUES (?, ?, ?)");
    private readonly Statement _count = new(connection, "SELECT count(*) FROM resources");
    private readonly Statement _tidy = new(connection, """
        DELETE FROM resources
        WHERE NOT EXISTS (SELECT 1 FROM trace_services WHERE resource = resources.id)
          AND NOT EXISTS (SELECT 1 FROM block_resources WHERE resource = resources.id)
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

    /// <summary>The service's name of a resource.</summary>
    public string ServiceOf(long id)
    {
        if (!_services.TryGetValue(id, out var service))
            _services[id] = service = connection.ExecuteScalar<string>("SELECT service FROM resources WHERE id = @id", new { id }) ?? "";
        return service;
    }

    /// <summary>Whether there are so many that those of which nothing is stored should go.</summary>
    public bool IsTidyingDue => _count.Number() > TidyAbove;

    /// <summary>Removes resources of which nothing is stored any more in blocks or tables.</summary>
    public void Tidy()
    {
        if (_tidy.Run() > 0)
            Forget();
    }

    /// <summary>Forgets what is remembered, after a transaction was rolled back.</summary>
    public void Forget()
    {
        _known.Clear();
        _services.Clear();
    }

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
