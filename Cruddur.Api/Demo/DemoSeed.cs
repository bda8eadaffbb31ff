using System.Data.Common;
using Cruddur.Api.Activities;
using Cruddur.Api.Database;
using Cruddur.Api.People;
using Cruddur.Api.Telemetry;
using Dapper;

namespace Cruddur.Api.Demo;

/// <summary>
/// Gives an empty feed something to read, at a start in Development. It is written as of now and lives for 30 days; when all of it has
/// expired and nobody wrote anything else, the next start writes it anew.
/// </summary>
internal sealed partial class DemoSeed(CruddurDatabase database, TimeProvider clock, ILogger<DemoSeed> logger) : IHostedService
{
    private static readonly TimeSpan Ttl = TimeSpan.FromDays(30);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // One trace for all of it, instead of one for each statement.
        using var span = ApiTelemetry.Source.StartActivity("demo-seed");
        var now = clock.GetUtcNow();
        var seeded = await database.WriteAsync(async (connection, transaction) =>
        {
            const string AnyAlive = "SELECT EXISTS (SELECT 1 FROM activities WHERE expires_at > @now)";
            if (await connection.ExecuteScalarAsync<bool>(AnyAlive, new { now = now.ToUnixTimeMilliseconds() }, transaction))
                return 0;
            foreach (var crud in DemoContent.Cruds)
                await AddAsync(transaction, crud, now);
            return DemoContent.Cruds.Count;
        }, cancellationToken);
        if (seeded > 0)
            Log.Seeded(logger, seeded);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task AddAsync(DbTransaction transaction, DemoCrud crud, DateTimeOffset now)
    {
        var at = now - crud.Age;
        var activity = await ActivityInsertion.InsertAsync(transaction, await PersonAsync(crud.Handle), crud.Message, at, now + Ttl);
        foreach (var reply in crud.Replies)
        {
            await ActivityInsertion.InsertAsync(
                transaction, await PersonAsync(reply.Handle), reply.Message, at + reply.After, activity.ExpiresAt, activity.Uuid);
        }

        Task<Person> PersonAsync(string handle) => PersonStore.FindOrAddAsync(transaction, handle, DemoContent.DisplayNames[handle], now);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} demo activities written (Demo:Enabled=false leaves the feed empty)")]
        public static partial void Seeded(ILogger logger, int count);
    }
}
