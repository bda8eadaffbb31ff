namespace Cruddur.Web.Telemetry;

/// <summary>Where people look a trace up, as far as it is known here: <c>Dashboard:Url</c>, the address of the dashboard's pages.</summary>
internal sealed class DashboardLink(IConfiguration configuration)
{
    private readonly Uri? _pages = Uri.TryCreate(configuration["Dashboard:Url"], UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") ? url : null;

    public string? ToTrace(string traceId) => _pages is null ? null : new Uri(_pages, $"/traces/{traceId}").ToString();
}
