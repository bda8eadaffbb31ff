using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cruddur.Web.Activities;

/// <summary>
/// Whether the API answers. Without it the front end is degraded, not unhealthy: it still serves pages, which say so, and taking it out of service
/// would only hide that.
/// </summary>
internal sealed class ApiHealth(HttpClient http) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("alive", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"The API at {http.BaseAddress} answers {(int)response.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Degraded($"The API at {http.BaseAddress} can't be reached.", exception);
        }
    }
}
