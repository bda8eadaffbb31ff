using Microsoft.Data.Sqlite;

namespace Cruddur.Api.Database;

/// <summary>Where Cruddur's data is, and how long a request waits for its turn to write.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The section that holds what isn't said by <c>ConnectionStrings:cruddur</c> and <c>CRUDDUR_DATA</c>.</summary>
    public const string Section = "Database";

    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "cruddur.db";

    /// <summary>A SQLite connection string; empty for <see cref="FileName"/> in <see cref="DataFolder"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The folder of the database's file; from <c>CRUDDUR_DATA</c>, else <c>cruddur</c> in the user's local application data.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>Seconds that a request waits for a locked database before it is answered with 503.</summary>
    public int BusyTimeoutSeconds { get; set; } = 5;

    /// <summary>Takes the two keys that stand outside the section.</summary>
    public void Read(IConfiguration configuration)
    {
        ConnectionString = configuration.GetConnectionString("cruddur")?.Trim() ?? "";
        DataFolder = configuration["CRUDDUR_DATA"] is { Length: > 0 } folder ? folder : LocalFolder();
    }

    /// <summary>The connection string in force, with what the application relies on switched on.</summary>
    /// <exception cref="ArgumentException">The connection string is not SQLite's.</exception>
    public SqliteConnectionStringBuilder ToSqlite()
    {
        var sqlite = new SqliteConnectionStringBuilder(ConnectionString) { ForeignKeys = true, Pooling = true, DefaultTimeout = BusyTimeoutSeconds };
        if (ConnectionString.Length == 0)
            sqlite.DataSource = Path.Combine(Path.GetFullPath(DataFolder), FileName);
        return sqlite;
    }

    private static string LocalFolder()
    {
        var root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return root.Length == 0 ? "" : Path.Combine(root, "cruddur");
    }
}
