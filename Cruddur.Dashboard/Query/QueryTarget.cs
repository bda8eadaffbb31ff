namespace Cruddur.Dashboard.Query;

/// <summary>What a query is asked of. Traces are found by their spans.</summary>
internal enum QueryTarget
{
    Spans,
    Logs,
}
