using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads how full the file is.</summary>
internal static class FileQueries
{
    /// <summary>The bytes in use; what was freed stays in the file and is used again.</summary>
    public static long UsedBytes(SqliteConnection connection) => connection.ExecuteScalar<long>("""
        SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size
        """);
}
