using Cruddur.Dashboard.Query;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>The spans of a trace that someone looks for.</summary>
public sealed class FoundSpans
{
    private readonly HashSet<long> _ids;

    private FoundSpans(HashSet<long> ids, string? problem) => (_ids, Problem) = (ids, problem);

    /// <summary>How many there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Why what was looked for can't be read; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>Looks for a query; null where nothing is looked for.</summary>
    public static FoundSpans? Of(string? find, IReadOnlyList<WaterfallRow> rows, DateTimeOffset now)
    {
        if (find is null)
            return null;
        var (condition, problem) = QueryReader.Read(find, QueryTarget.Spans, now);
        return problem is null
            ? new([.. rows.Where(row => condition.Holds(new SpanFields(row.Span))).Select(row => row.Span.Id)], null)
            : new([.. rows.Select(row => row.Span.Id)], problem.Message);
    }

    /// <summary>Whether a row's span is one of them.</summary>
    public bool Contains(WaterfallRow row) => _ids.Contains(row.Span.Id);
}
