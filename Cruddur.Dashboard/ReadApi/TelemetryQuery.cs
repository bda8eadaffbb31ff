using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>The query strings of the read API.</summary>
internal sealed class TelemetryQuery
{
    private const int MaxLimit = 10_000;

    private static readonly TraceOrder[] Orders = Enum.GetValues<TraceOrder>();
    private static readonly LogLevel[] Levels = [.. Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None)];

    /// <summary>Names of services or instances; may repeat.</summary>
    [FromQuery]
    public string[]? Resource { get; init; }

    [FromQuery]
    public string? TraceId { get; init; }

    [FromQuery]
    public bool? HasError { get; init; }

    /// <summary>The lowest level, by its name in .NET.</summary>
    [FromQuery]
    public string? Severity { get; init; }

    [FromQuery]
    public int? Limit { get; init; }

    [FromQuery]
    public bool? Follow { get; init; }

    /// <summary>A query line; a word by itself is looked for anywhere.</summary>
    [FromQuery]
    public string? Search { get; init; }

    /// <summary>Which traces come first.</summary>
    [FromQuery]
    public string? Order { get; init; }

    /// <summary>The names that were given.</summary>
    public string[] Names => Resource?.Where(name => !string.IsNullOrWhiteSpace(name)).ToArray() ?? [];

    /// <summary>The level that was given; null for none.</summary>
    public LogLevel? Level => Named(Severity, Levels);

    /// <summary>The order that was given; null for none.</summary>
    public TraceOrder? TraceOrder => Named(Order, Orders);

    /// <summary>What is searched for.</summary>
    public QueryResult SearchIn(QueryTarget target, TimeProvider clock) => QueryReader.Read(Search ?? "", target, clock.GetUtcNow());

    /// <summary>What is wrong with the query; null where nothing is.</summary>
    public async Task<IResult?> RefuseAsync(QueryResult search, TelemetryReader reader, CancellationToken cancellationToken)
    {
        if (Limit is < 1 or > MaxLimit)
            return Malformed($"limit must be between 1 and {MaxLimit}.");
        if (!string.IsNullOrEmpty(Severity) && Level is null)
            return Malformed($"severity must be one of {string.Join(", ", Levels)}.");
        if (!string.IsNullOrEmpty(Order) && TraceOrder is null)
            return Malformed($"order must be one of {string.Join(", ", Orders).ToLowerInvariant()}.");
        if (search.Problem is { } problem)
            return MalformedSearch(problem);

        // A follower may come before the resource.
        if (Follow == true || Names.Length == 0)
            return null;
        var resources = await reader.ResourcesAsync(cancellationToken);
        return Names.FirstOrDefault(name => !resources.Any(one => DisplayNames.Means(name, one.Resource))) is { } unknown
            ? TypedResults.Problem(
                $"No resource with the name '{unknown}' has sent anything that is stored.", title: "Resource not found",
                statusCode: StatusCodes.Status404NotFound)
            : null;
    }

    /// <summary>Says what is wrong with a query line: <c>at</c> is where, in characters from its start.</summary>
    public static IResult MalformedSearch(QueryProblem problem) => TypedResults.Problem(
        problem.Message, title: "The search can't be read", statusCode: StatusCodes.Status400BadRequest,
        extensions: [new("parameter", "search"), new("at", problem.At)]);

    private static ProblemHttpResult Malformed(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    // Enum.TryParse would take numbers too, of values that there aren't.
    private static T? Named<T>(string? name, T[] values)
        where T : struct =>
        values.Cast<T?>().FirstOrDefault(value => string.Equals($"{value}", name, StringComparison.OrdinalIgnoreCase));
}
