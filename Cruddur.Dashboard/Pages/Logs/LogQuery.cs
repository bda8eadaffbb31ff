using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Logs;

/// <summary>The list of log records as it stands in the address: the query line, the run, the order and the page.</summary>
public sealed record LogQuery(string Text, long? Run = null, LogOrder Order = LogOrder.Newest, long? Before = null)
{
    /// <summary>The list's path.</summary>
    public const string Path = "logs";

    /// <summary>How many records are on a page.</summary>
    public const int PageSize = 200;

    /// <summary>How many of the newest records the picture over them shows.</summary>
    public const int Depth = 2_000;

    /// <summary>Whether something is filtered out.</summary>
    public bool IsFiltered => Text.Length > 0 || Run is not null;

    /// <summary>The address of the list.</summary>
    public string Href => QueryText.Of(Path, [("q", Text), .. Kept, ("before", Before?.ToString())]);

    /// <summary>What a search keeps of the address.</summary>
    public IReadOnlyList<(string Key, string? Value)> Kept => [("run", Run?.ToString()), ("order", Order == LogOrder.Tail ? "tail" : null)];

    /// <summary>Reads an address. Filters that have a name of their own there, as links of other pages write them, become terms of the query line.</summary>
    public static LogQuery Read(string? text, string? service, string? severity, string? trace, string? run, string? order, string? before)
    {
        var line = QueryText.Clean(text) ?? "";
        if (QueryText.Clean(service) is { } name)
            line = QueryEdit.With(line, QueryWriter.Term(new(FieldKind.Service), name));
        if (ReadSeverity(severity) is { } level and > LogLevel.Trace)
            line = QueryEdit.With(line, $"level>={level.ToString().ToLowerInvariant()}");
        if (QueryText.Clean(trace) is { } id)
            line = QueryEdit.With(line, QueryWriter.Term(new(FieldKind.TraceId), TraceIdOf(id)));
        return new(line, QueryText.Number(run), order == "tail" ? LogOrder.Tail : LogOrder.Newest, QueryText.Number(before));
    }

    /// <summary>The newest page of the list with another query line.</summary>
    public string HrefOf(string text) => (this with { Text = text, Before = null }).Href;

    /// <summary>The newest page of the list with a term that must hold too.</summary>
    public string HrefWith(string term) => HrefOf(QueryEdit.With(Text, term));

    /// <summary>The filter that the store understands.</summary>
    internal LogFilter ToFilter(Condition where) => new()
    {
        Run = Run,
        // A trace is found by its index, however deep its records lie.
        TraceId = (where is AllOf all ? all.Parts : [where]).OfType<Test>().FirstOrDefault(IsTrace)?.Operand.Text,
        Where = where,
        Before = Before,
        Limit = PageSize,
    };

    private static bool IsTrace(Test test) =>
        test is { Field.Kind: FieldKind.TraceId, Comparison: Comparison.Equal } && !test.Operand.Text.Contains('*');

    private static string TraceIdOf(string id) => Components.TraceIds.Read(id);

    private static LogLevel? ReadSeverity(string? name) =>
        Enum.TryParse<LogLevel>(name, ignoreCase: true, out var level) && level is >= LogLevel.Trace and < LogLevel.None ? level : null;
}

/// <summary>Which end of the list is looked at.</summary>
public enum LogOrder
{
    /// <summary>The newest on top.</summary>
    Newest,

    /// <summary>The newest at the bottom, as in a terminal.</summary>
    Tail,
}
