using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cruddur.Api.Database;

/// <summary>Healthy when the database answers; untraced, because it is asked every few seconds.</summary>
internal sealed class DatabaseHealth(CruddurDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenUntracedAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM activities LIMIT 1";
        await command.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
