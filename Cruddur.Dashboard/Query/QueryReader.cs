using Cruddur.Dashboard.Query.Language;

namespace Cruddur.Dashboard.Query;

/// <summary>Reads a query line: <c>service=api duration>200ms (status=error OR http.route:home) -"health check"</c>.</summary>
internal static class QueryReader
{
    /// <summary>Gives what a line means; an empty one is meant by every record.</summary>
    /// <param name="text">The line.</param>
    /// <param name="target">What it is asked of: a name is a field of one and an attribute of the other.</param>
    /// <param name="now">What times such as <c>-15m</c> count from.</param>
    public static QueryResult Read(string text, QueryTarget target, DateTimeOffset now)
    {
        try
        {
            return new(QueryParser.Parse(text, new TermMeaning(target, now).Of).Condition);
        }
        catch (MalformedQueryException e)
        {
            return new(Condition.Always, new(e.At, e.Message));
        }
    }
}
