using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Logs;

/// <summary>The filters of the list of log records, as they stand in the address.</summary>
public sealed record LogQuery(string? Service, LogLevel? Severity, string? Text, string? TraceId, long? Before)
{
    /// <summary>The list's path.</summary>
    public const string Path = "logs";

    /// <summary>How many records are on a page.</summary>
    public const int PageSize = 200;

    /// <summary>Whether something is filtered out.</summary>
    public bool IsFiltered => Service is not null || Severity is not null || Text is not null || TraceId is not null;

    /// <summary>The address of the list with these filters.</summary>
    public string Href => QueryText.Of(
        Path, ("service", Service), ("severity", Severity?.ToString()), ("q", Text), ("trace", TraceId), ("before", Before?.ToString()));

    /// <summary>Reads a level's name in any case; null where it is none.</summary>
    public static LogLevel? ReadSeverity(string? name) =>
        Enum.TryParse<LogLevel>(name, ignoreCase: true, out var level) && level is >= LogLevel.Trace and < LogLevel.None ? level : null;

    /// <summary>The filter that the store understands.</summary>
    internal LogFilter ToFilter() => new()
    {
        Resources = Service is null ? [] : [Service],
        Severity = Severity,
        Where = Text is null ? Condition.Always : new AnyText(Text),
        TraceId = TraceId,
        Before = Before,
        Limit = PageSize,
    };
}
