using System.Data.Common;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>Which database a connection talks to, in the words of the semantic conventions.</summary>
/// <param name="System"><c>db.system.name</c>.</param>
/// <param name="Namespace"><c>db.namespace</c>: a server's database, or a file's name without its directory.</param>
/// <param name="ServerAddress"><c>server.address</c>, only where there is a server.</param>
/// <param name="ServerPort"><c>server.port</c>, where the data source names one.</param>
internal sealed record DbTarget(string System, string Namespace, string? ServerAddress = null, int? ServerPort = null)
{
    public static DbTarget Of(DbConnection connection, string system)
    {
        var source = connection.DataSource;
        if (system == "sqlite")
            return new DbTarget(system, Path.GetFileName(source));

        if (Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
            return new DbTarget(system, connection.Database, uri.Host, uri.Port > 0 ? uri.Port : null);

        return new DbTarget(system, connection.Database, string.IsNullOrEmpty(source) ? null : source);
    }
}
