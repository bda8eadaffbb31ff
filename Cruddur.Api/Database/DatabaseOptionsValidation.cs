using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Cruddur.Api.Database;

/// <summary>Refuses a database that this version can't use. A connection string may hold a password, so none is repeated in a message.</summary>
internal sealed class DatabaseOptionsValidation : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var failures = new List<string>();
        if (options.BusyTimeoutSeconds is < 1 or > 60)
            failures.Add($"{DatabaseOptions.Section}:{nameof(options.BusyTimeoutSeconds)} must be from 1 to 60.");
        if (options.ConnectionString.Length > 0)
            failures.AddRange(RefuseUnlessFile(options));
        else if (options.DataFolder.Length == 0)
            failures.Add("There is no folder for the data: this account has no local application data. Set CRUDDUR_DATA to a folder.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> RefuseUnlessFile(DatabaseOptions options)
    {
        SqliteConnectionStringBuilder sqlite;
        try
        {
            sqlite = options.ToSqlite();
        }
        catch (ArgumentException)
        {
            return
            [
                "ConnectionStrings:cruddur is not a SQLite connection string (Data Source=…), and SQLite is the only database so far. " +
                "Leave it empty to use cruddur.db in the data folder.",
            ];
        }
        return sqlite.DataSource.Length == 0 || sqlite.DataSource == ":memory:" || sqlite.Mode == SqliteOpenMode.Memory
            ? ["ConnectionStrings:cruddur must name a file (Data Source=…): a database in memory would be empty for each request."]
            : [];
    }
}
