using System.Net;
using Cruddur.Api.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Api;

public sealed class DatabaseTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Migrations_are_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Version));

    [Fact]
    public async Task Empty_file_is_migrated_to_the_newest_schema()
    {
        using var api = new ApiApplication();
        await File.WriteAllBytesAsync(api.DatabaseFile, [], CancellationToken);
        Assert.Equal("[]", await api.ReadAsync("/api/activities/home"));

        Assert.Equal((long)Migration.All.Count, Ask(api.DatabaseFile, "PRAGMA user_version"));
        Assert.Equal("wal", Ask(api.DatabaseFile, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Newer_schema_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, DatabaseOptions.FileName);
        Ask(file, "CREATE TABLE of_the_future (a); PRAGMA user_version = 99");

        Assert.Equal(
            (1, $"{file} has schema version 99, and this build knows versions up to {Migration.All.Count}. " +
                "Run the newer build, or set CRUDDUR_DATA to another folder.\n"),
            await ApiProcess.RefusalAsync(folder.Path, [], CancellationToken));
        Assert.Equal(1L, Ask(file, "SELECT COUNT(*) FROM sqlite_master"));
        Assert.Equal(99L, Ask(file, "PRAGMA user_version"));
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, DatabaseOptions.FileName);
        await File.WriteAllTextAsync(file, new string('x', 5000), CancellationToken);

        var (exitCode, errors) = await ApiProcess.RefusalAsync(folder.Path, [], CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{file} can't be used as Cruddur's database: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Password=secret", "is not a SQLite connection string")]
    [InlineData("postgres://user:secret@db/cruddur", "is not a SQLite connection string")]
    [InlineData("Data Source=:memory:", "must name a file")]
    [InlineData("Mode=Memory;Data Source=x", "must name a file")]
    public async Task Setting_that_cannot_be_used_is_refused_at_start(string connectionString, string reason)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, errors) = await ApiProcess.RefusalAsync(
            folder.Path,
            new() { ["ConnectionStrings__cruddur"] = connectionString, ["Database__BusyTimeoutSeconds"] = "0" },
            CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            "The service can't start until these 2 settings are mended:\n  - Database:BusyTimeoutSeconds must be from 1 to 60.\n  - ConnectionStrings:cruddur ",
            errors,
            StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_string_of_sqlite_says_where_the_file_is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "deeper", "elsewhere.db");
        using var api = new ApiApplication(settings: new() { ["ConnectionStrings:cruddur"] = $"Data Source={file}" });
        await api.PostAsync("hello");
        Assert.Equal(1L, Ask(file, "SELECT COUNT(*) FROM activities"));
        Assert.False(File.Exists(api.DatabaseFile));
    }

    [Fact]
    public async Task Locked_database_is_waited_for_then_answered_with_503_and_reads_go_on()
    {
        using var api = new ApiApplication(settings: new() { ["Database:BusyTimeoutSeconds"] = "1" });
        var kept = await api.PostAsync("before");

        await using (var other = await LockAsync(api.DatabaseFile))
        {
            using var refused = await api.SendAsync(HttpMethod.Post, "/api/activities", new { message = "during", ttl = "1-day" });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal($"[{kept}]", await api.ReadAsync("/api/activities/home"));
        }

        await api.PostAsync("after");
        Assert.Equal(["after", "before"], (await api.MessagesAsync("/api/activities/home")).Order());
    }

    [Fact]
    public async Task Commits_are_synced_and_references_are_enforced_on_every_connection()
    {
        using var api = new ApiApplication();
        var database = api.Services.GetRequiredService<CruddurDatabase>();
        for (var i = 0; i < 3; i++)
        {
            await using var connection = await database.OpenUntracedAsync(CancellationToken);
            Assert.Equal(2L, Ask(connection, "PRAGMA synchronous"));
            Assert.Equal(1L, Ask(connection, "PRAGMA foreign_keys"));
        }
    }

    [Fact]
    public async Task Health_is_the_database_answering()
    {
        using var api = new ApiApplication();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await api.AnswerAsync(HttpMethod.Get, "/health"));
        Ask(api.DatabaseFile, "ALTER TABLE activities RENAME TO lost");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await api.AnswerAsync(HttpMethod.Get, "/health"));
    }

    private static async Task<SqliteConnection> LockAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(CancellationToken);
        Ask(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    private static object? Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return Ask(connection, sql);
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
