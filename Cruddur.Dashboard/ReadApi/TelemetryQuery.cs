using System.ComponentModel;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Store.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>What every list of the read API can be asked.</summary>
internal class TelemetryQuery
{
    private const int MaxLimit = 10_000;

    [FromQuery(Name = "resource")]
    [Description("A service's name, or an instance's as /resources has it; may stand several times, for any of them.")]
    public string[]? Resource { get; init; }

    [FromQuery(Name = "run")]
    [Description("A run's number, as /runs has it: one start of the dashboard.")]
    public long? Run { get; init; }

    [FromQuery(Name = "limit")]
    [Description("At most so many, from 1 to 10000; else 200, or 100 traces.")]
    public int? Limit { get; init; }

    /// <summary>The names that were given.</summary>
    public string[] Names => Resource?.Where(name => !string.IsNullOrWhiteSpace(name)).ToArray() ?? [];

    /// <summary>Whether what arrives later is asked for too.</summary>
    protected virtual bool Follows => false;

    /// <summary>What is wrong with the query; null where nothing is.</summary>
    public async Task<IResult?> RefuseAsync(TelemetryReader reader, CancellationToken cancellationToken)
    {
        if (Malformed() is { } malformed)
            return TypedResults.Problem(malformed, statusCode: StatusCodes.Status400BadRequest);

        // A follower may come before the resource.
        if (Follows || Names.Length == 0)
            return null;
        var resources = await reader.ResourcesAsync(cancellationToken);
        return Names.FirstOrDefault(name => !resources.Any(one => DisplayNames.Means(name, one.Resource))) is { } unknown
            ? TypedResults.Problem(
                $"No resource with the name '{unknown}' has sent anything that is stored.", title: "Resource not found",
                statusCode: StatusCodes.Status404NotFound)
            : null;
    }

    /// <summary>Which value isn't one, and what would be; null where all are.</summary>
    protected virtual string? Malformed() => Limit is < 1 or > MaxLimit ? $"limit must be between 1 and {MaxLimit}." : null;

    /// <summary>The value of a name in any case; null where it has none. Enum.TryParse would take numbers too, of values that there aren't.</summary>
    protected static T? Named<T>(string? name, IEnumerable<T> values)
        where T : struct =>
        values.Cast<T?>().FirstOrDefault(value => string.Equals($"{value}", name, StringComparison.OrdinalIgnoreCase));
}
