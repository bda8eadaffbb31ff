using System.Security.Claims;
using Cruddur.Api.People;
using Cruddur.Api.Telemetry;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cruddur.Api.Activities;

/// <summary>
/// The routes under <c>/api/activities</c>. A rule that isn't kept is a 422 with an array of the original's error word; everything else that goes
/// wrong is problem JSON: 400 for what can't be read, 401 for a write by nobody, 404 for what is unknown or has expired.
/// </summary>
internal static class ActivityEndpoints
{
    public static void AddActivities(this IServiceCollection services)
    {
        services.AddSingleton<ActivityStore>();
        services.AddSingleton<ActivityFeeds>();
        services.AddSingleton<ActivityMetrics>();
    }

    public static void MapActivities(this IEndpointRouteBuilder app)
    {
        var activities = app.MapGroup("/api/activities");

        activities.MapGet("/home", HomeAsync);
        activities.MapGet("/@", () => Refuse("blank_user_handle"));
        activities.MapGet("/@{handle}", OfPersonAsync);
        activities.MapGet("/search", SearchAsync);
        activities.MapGet("/{uuid:guid}", ShowAsync);
        activities.MapPost("/", CreateAsync).RequireAuthorization();
        activities.MapPost("/{uuid:guid}/reply", ReplyAsync).RequireAuthorization();
    }

    private static async Task<Ok<IReadOnlyList<Activity>>> HomeAsync(HttpContext http, FeedCursor? before, ActivityFeeds feeds, CancellationToken cancellationToken) =>
        Page(http, await feeds.HomeAsync(before ?? FeedCursor.Start, cancellationToken));

    /// <summary>A handle that nobody has is an empty feed; what can't be a handle is 404.</summary>
    private static async Task<Results<Ok<IReadOnlyList<Activity>>, UnprocessableEntity<string[]>, NotFound>> OfPersonAsync(
        HttpContext http, string handle, FeedCursor? before, ActivityFeeds feeds, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(handle))
            return Refuse("blank_user_handle");
        if (!Handle.TryParse(handle, out var parsed))
            return TypedResults.NotFound();
        return Page(http, await feeds.OfPersonAsync(parsed, before ?? FeedCursor.Start, cancellationToken));
    }

    private static async Task<Results<Ok<IReadOnlyList<Activity>>, UnprocessableEntity<string[]>, BadRequest>> SearchAsync(
        HttpContext http, string? term, FeedCursor? before, ActivityFeeds feeds, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(term))
            return Refuse("search_term_blank");
        if (!SearchTerm.IsPossible(term))
            return TypedResults.BadRequest();
        return Page(http, await feeds.SearchAsync(term, before ?? FeedCursor.Start, cancellationToken));
    }

    private static async Task<Results<Ok<Activity>, NotFound>> ShowAsync(Guid uuid, ActivityFeeds feeds, CancellationToken cancellationToken) =>
        await feeds.FindAsync(uuid, cancellationToken) is { } activity ? TypedResults.Ok(activity) : TypedResults.NotFound();

    private static async Task<Results<Ok<Activity>, UnprocessableEntity<string[]>>> CreateAsync(
        NewActivity activity, ClaimsPrincipal user, ActivityStore store, ActivityMetrics metrics, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (activity.Check() is { } error)
            return Refuse(error);
        _ = TimeToLive.TryParse(activity.Ttl, out var ttl);
        var created = await store.AddAsync(user.Identity!.Name!, activity.Message!, ttl, clock.GetUtcNow(), cancellationToken);
        ApiTelemetry.TagActivity(created.Uuid);
        metrics.Created(activity.Ttl!);
        return TypedResults.Ok(created);
    }

    /// <summary>A reply to an activity that is unknown or has expired is 404: the address names nothing that could be answered.</summary>
    private static async Task<Results<Ok<Activity>, UnprocessableEntity<string[]>, NotFound>> ReplyAsync(
        Guid uuid, NewReply reply, ClaimsPrincipal user, ActivityStore store, ActivityMetrics metrics, TimeProvider clock, CancellationToken cancellationToken)
    {
        ApiTelemetry.TagActivity(uuid);
        if (reply.Check() is { } error)
            return Refuse(error);
        var created = await store.AddReplyAsync(uuid, user.Identity!.Name!, reply.Message!, clock.GetUtcNow(), cancellationToken);
        if (created is null)
            return TypedResults.NotFound();
        metrics.Replied();
        return TypedResults.Ok(created);
    }

    private static UnprocessableEntity<string[]> Refuse(string word) => TypedResults.UnprocessableEntity<string[]>([word]);

    private static Ok<IReadOnlyList<Activity>> Page(HttpContext http, FeedPage page)
    {
        if (page.Next is { } next)
        {
            var query = new QueryBuilder(http.Request.Query.Where(pair => pair.Key != "before")) { { "before", next.ToString() } };
            http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{query}>; rel=\"next\"";
        }
        return TypedResults.Ok(page.Activities);
    }
}
