using System.Data.Common;
using System.Globalization;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>What a failed call is called: <c>error.type</c> and <c>db.response.status_code</c>.</summary>
internal static class DbErrors
{
    public static (string Type, string? StatusCode) Of(Exception error)
    {
        var code = error is DbException database ? StatusCodeOf(database) : null;
        return (code ?? error.GetType().FullName ?? error.GetType().Name, code);
    }

    // SQLSTATE where the driver has it; else the property in which Microsoft.Data.Sqlite, or SqlClient and MySql, keep their own code.
    private static string? StatusCodeOf(DbException error)
    {
        if (!string.IsNullOrEmpty(error.SqlState))
            return error.SqlState;

        var property = error.GetType().GetProperty("SqliteErrorCode") ?? error.GetType().GetProperty("Number");
        return Convert.ToString(property?.GetValue(error), CultureInfo.InvariantCulture) is { Length: > 0 } code ? code : null;
    }
}
