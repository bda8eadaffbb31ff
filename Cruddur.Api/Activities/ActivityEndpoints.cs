using System.Security.Claims;
using Cruddur.Api.People;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using ErrorWords = Microsoft.AspNetCore.Http.HttpResults.UnprocessableEntity<string[]>;
using Feed = Microsoft.AspNetCore.Http.HttpResults.Ok<System.Collections.Generic.IReadOnlyList<Cruddur.Api.Activities.Activity>>;

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
        services.AddSingleton<ActivityPublisher>();
        services.AddSingleton<ActivityMetrics>();
        services.AddSingleton<BreakOnPurpose>();
    }

    public static void MapActivities(this IEndpointRouteBuilder app)
    {
        var activities = app.MapGroup("/api/activities");

        activities.MapGet("/home", HomeAsync);
        activities.MapGet("/@", () => Refuse("blank_user_handle"));
        activities.MapGet("/@{handle}", OfPersonAsync);
        activities.MapGet("/search", SearchAsync);
        activities.MapGet("/{uuid:guid}", ShowAsync);
        activities.MapPost("", CreateAsync).RequireAuthorization();
        activities.MapPost("/{uuid:guid}/reply", ReplyAsync).RequireAuthorization();
    }

    private static async Task<Feed> HomeAsync(
        HttpContext http, FeedCursor? before, ActivityFeeds feeds, BreakOnPurpose breaking, CancellationToken cancellationToken) =>
        Page(http, await feeds.HomeAsync(before ?? FeedCursor.Start, breaking.IsAskedFor(http.Request), cancellationToken));

    /// <summary>A handle that nobody has is an empty feed; what can't be a handle is 404.</summary>
    private static async Task<Results<Feed, ErrorWords, NotFound>> OfPersonAsync(
        HttpContext http, string handle, FeedCursor? before, ActivityFeeds feeds, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(handle))
            return Refuse("blank_user_handle");
        if (!Handle.TryParse(handle, out var parsed))
            return TypedResults.NotFound();
        return Page(http, await feeds.OfPersonAsync(parsed, before ?? FeedCursor.Start, cancellationToken));
    }

    private static async Task<Results<Feed, ErrorWords, BadRequest>> SearchAsync(
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

    private static async Task<Results<Ok<Activity>, ErrorWords>> CreateAsync(
        NewActivity activity, ClaimsPrincipal user, ActivityPublisher publisher, CancellationToken cancellationToken)
    {
        if (activity.Check(out var ttl) is { } error)
            return Refuse(error);
        return TypedResults.Ok(await publisher.CreateAsync(user.Identity!.Name!, activity, ttl, cancellationToken));
    }

    /// <summary>A reply to an activity that is unknown or has expired is 404: the address names nothing that could be answered.</summary>
    private static async Task<Results<Ok<Activity>, ErrorWords, NotFound>> ReplyAsync(
        Guid uuid, NewReply reply, ClaimsPrincipal user, ActivityPublisher publisher, CancellationToken cancellationToken)
    {
        if (reply.Check() is { } error)
            return Refuse(error);
        return await publisher.ReplyAsync(uuid, user.Identity!.Name!, reply, cancellationToken) is { } created
            ? TypedResults.Ok(created)
            : TypedResults.NotFound();
    }

    private static ErrorWords Refuse(string word) => TypedResults.UnprocessableEntity<string[]>([word]);

    private static Feed Page(HttpContext http, FeedPage page)
    {
        if (page.Next is { } next)
        {
            var others = http.Request.Query.Where(pair => !pair.Key.Equals("before", StringComparison.OrdinalIgnoreCase));
            var query = new QueryBuilder(others) { { "before", next.ToString() } };
            http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{query}>; rel=\"next\"";
        }
        return TypedResults.Ok(page.Activities);
    }
}
