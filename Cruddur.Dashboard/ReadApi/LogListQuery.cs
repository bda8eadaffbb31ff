using System.ComponentModel;
using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store;
using Microsoft.AspNetCore.Mvc;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>What <c>/logs</c> can be asked.</summary>
internal sealed class LogListQuery : SearchQuery
{
    private static readonly LogLevel[] Levels = [.. Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None)];

    [FromQuery(Name = "traceId")]
    [Description("A trace's id, 32 hexadecimal digits or in X-Ray's form.")]
    public string? TraceId { get; init; }

    [FromQuery(Name = "severity")]
    [Description("The lowest level, by its name in .NET: Trace, Debug, Information, Warning, Error or Critical.")]
    public string? Severity { get; init; }

    [FromQuery(Name = "follow")]
    [Description("Whether to stay and get what arrives, a line of JSON each.")]
    public bool? Follow { get; init; }

    protected override bool Follows => Follow == true;

    private LogLevel? Level => Named(Severity, Levels);

    /// <summary>The filter that the store understands.</summary>
    public LogFilter ToFilter(Condition where) => new()
    {
        Resources = Names,
        Run = Run,
        TraceId = TraceId,
        Severity = Level,
        Where = where,
        Limit = Limit ?? 200,
    };

    protected override string? Malformed() => string.IsNullOrEmpty(Severity) || Level is not null
        ? base.Malformed()
        : $"severity must be one of {string.Join(", ", Levels)}.";
}
