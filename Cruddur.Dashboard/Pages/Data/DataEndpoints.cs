using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.Pages.Data;

/// <summary>What people do with the runs. Each is a form of the page, which the answer leads back to; a form without the page's antiforgery token is refused.</summary>
internal static class DataEndpoints
{
    /// <summary>The page's path.</summary>
    public const string Path = "/data";

    /// <summary>Maps <c>POST /data/runs/{run}/name</c>, <c>/pin</c> and <c>/clear</c>, and <c>POST /data/clear</c>.</summary>
    public static void MapData(this IEndpointRouteBuilder routes)
    {
        var commands = routes.MapGroup(Path).DisableAntiforgery().AddEndpointFilter<RouteGroupBuilder, AntiforgeryFilter>();
        commands.MapPost("/runs/{run:long}/name", NameAsync);
        commands.MapPost("/runs/{run:long}/pin", PinAsync);
        commands.MapPost("/runs/{run:long}/clear", ClearAsync);
        commands.MapPost("/clear", ClearAllAsync);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> NameAsync(
        long run, [FromForm] string? name, TelemetryCommands commands, CancellationToken cancellationToken) =>
        Back(await commands.NameAsync(run, QueryText.Clean(name) ?? "", cancellationToken));

    private static async Task<Results<RedirectHttpResult, NotFound>> PinAsync(
        long run, [FromForm] bool pinned, TelemetryCommands commands, CancellationToken cancellationToken) =>
        Back(await commands.PinAsync(run, pinned, cancellationToken));

    private static async Task<Results<RedirectHttpResult, NotFound>> ClearAsync(
        long run, TelemetryCommands commands, CancellationToken cancellationToken) =>
        Back(await commands.ClearAsync(run, cancellationToken));

    private static async Task<RedirectHttpResult> ClearAllAsync(TelemetryCommands commands, CancellationToken cancellationToken)
    {
        await commands.ClearAllAsync(cancellationToken);
        return TypedResults.LocalRedirect(Path);
    }

    private static Results<RedirectHttpResult, NotFound> Back(bool found) => found ? TypedResults.LocalRedirect(Path) : TypedResults.NotFound();
}
