using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Cruddur.Api.Database;

/// <summary>
/// Brings the file to this build's schema before the first request is taken. The version is SQLite's <c>user_version</c>; a file with a newer one
/// is left untouched, because an older build would not keep what the newer one promised.
/// </summary>
internal sealed partial class DatabaseMigrator(CruddurDatabase database, ILogger<DatabaseMigrator> logger) : IHostedService
{
    /// <summary>Opens or creates the file and applies the steps that it lacks, all of them or none.</summary>
    /// <exception cref="DatabaseRefusedException">The file can't be opened, is no database, or is of a newer schema.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(Path.GetFullPath(database.Path))!);
            await using var connection = await database.OpenUntracedAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken);
            await MigrateAsync(connection, cancellationToken);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseRefusedException(
                $"{database.Path} can't be used as Cruddur's database: {e.Message} Set CRUDDUR_DATA to a folder of yours.", e);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // For its owner alone, as what people wrote is in it.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task MigrateAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        // The version is read under the write lock: of two processes that start at once, the second finds the work done.
        await using var transaction = connection.BeginTransaction();
        var found = await VersionAsync(connection, cancellationToken);
        var known = Migration.All[^1].Version;
        if (found > known)
        {
            throw new DatabaseRefusedException(
                $"{database.Path} has schema version {found}, and this build knows versions up to {known}. " +
                "Run the newer build, or set CRUDDUR_DATA to another folder.");
        }

        foreach (var migration in Migration.All.Where(migration => migration.Version > found))
        {
            await ExecuteAsync(connection, migration.Script, cancellationToken);
            await ExecuteAsync(connection, $"PRAGMA user_version = {migration.Version}", cancellationToken);
            Log.Migrated(logger, database.Path, migration.Name);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> VersionAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Path} migrated by {Migration}")]
        public static partial void Migrated(ILogger logger, string path, string migration);
    }
}
