using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>The query strings of the read API.</summary>
internal sealed class TelemetryQuery
{
    private const int MaxLimit = 10_000;

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

    [FromQuery]
    public string? Search { get; init; }

    /// <summary>What was searched for.</summary>
    public Condition Where => string.IsNullOrEmpty(Search) ? Condition.Always : new AnyText(Search);

    /// <summary>The names that were given.</summary>
    public string[] Names => Resource?.Where(name => !string.IsNullOrWhiteSpace(name)).ToArray() ?? [];

    /// <summary>The level that was given; null for none.</summary>
    public LogLevel? Level =>
        // Enum.TryParse would take numbers too, of levels that there aren't.
        Levels.Cast<LogLevel?>().FirstOrDefault(level => string.Equals($"{level}", Severity, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the query; null where nothing is.</summary>
    public async Task<IResult?> RefuseAsync(TelemetryReader reader, CancellationToken cancellationToken)
    {
        if (Limit is < 1 or > MaxLimit)
            return TypedResults.Problem($"limit must be between 1 and {MaxLimit}.", statusCode: StatusCodes.Status400BadRequest);
        if (!string.IsNullOrEmpty(Severity) && Level is null)
        {
            return TypedResults.Problem(
                $"severity must be one of {string.Join(", ", Levels)}.", statusCode: StatusCodes.Status400BadRequest);
        }

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
}
