namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The field <c>sql</c>: a call of a database.</summary>
internal static class SqlBlock
{
    public static void Write(DocumentWriter document, QueryTags query, PeerTags peer)
    {
        document.Json.BeginObject("sql"u8);
        document.Text("sanitized_query"u8, query.Statement);
        document.Known("database_type"u8, query.System);
        if (peer.Address is not null)
            document.Text("url"u8, [query.System!, "://", peer.Address, peer.Port is { } port ? $":{port}" : "", "/", query.Database ?? ""]);
        else if (query.Database is not null)
            document.Text("url"u8, [query.System!, ":", query.Database]);
        document.Json.EndObject();
    }
}
