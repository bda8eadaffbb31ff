using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>A way to see that Rollbar is reached, without breaking anything.</summary>
public static partial class RollbarEndpoints
{
    private const string Greeting = "Hello World!";

    /// <summary>
    /// Maps <c>GET /rollbar/test</c>, which reports the message <c>Hello World!</c> at level warning and answers with it. Only where Rollbar, or the local
    /// dashboard in its place, is configured; elsewhere there is no such address.
    /// </summary>
    public static void MapRollbarTest(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<RollbarClient>().Takes(RollbarOrigins.Server))
            endpoints.MapGet("/rollbar/test", Report);
    }

    private static ContentHttpResult Report(ILoggerFactory loggers)
    {
        Log.Test(loggers.CreateLogger("Cruddur.Rollbar.Test"));
        return TypedResults.Text(Greeting);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, Greeting, EventName = ErrorReport.EventName)]
        public static partial void Test(ILogger logger);
    }
}
