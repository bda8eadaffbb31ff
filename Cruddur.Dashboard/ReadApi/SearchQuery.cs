using System.ComponentModel;
using Cruddur.Dashboard.Query;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>What a list can be asked that is searched by a query line.</summary>
internal abstract class SearchQuery : TelemetryQuery
{
    [FromQuery(Name = "search")]
    [Description("A query line: service=api duration>200ms (status=error OR http.route:home). A word by itself is looked for anywhere.")]
    public string? Search { get; init; }

    /// <summary>Reads the query line.</summary>
    public QueryResult Read(QueryTarget target, TimeProvider clock) => QueryReader.Read(Search ?? "", target, clock.GetUtcNow());

    /// <summary>Says what is wrong with a query line: <c>at</c> is where, in characters from its start.</summary>
    public static IResult Refuse(QueryProblem problem) => TypedResults.Problem(
        problem.Message, title: "The search can't be read", statusCode: StatusCodes.Status400BadRequest,
        extensions: [new("parameter", "search"), new("at", problem.At)]);
}
