namespace Cruddur.ServiceDefaults.Database;

/// <summary>What a query does to what, in few and repeatable words: <c>SELECT activities people</c>.</summary>
/// <param name="Text">Operations and their tables in the query's order (<c>db.query.summary</c>); empty when nothing was recognised.</param>
/// <param name="Operation">The first operation (<c>db.operation.name</c>).</param>
/// <param name="Collection">The table, when there is exactly one (<c>db.collection.name</c>).</param>
public sealed record QuerySummary(string Text, string? Operation, string? Collection)
{
    /// <summary>Reads the summary out of SQL text of any dialect; never throws.</summary>
    public static QuerySummary Of(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return new QuerySummaryReader(sql).Read();
    }
}
