namespace Cruddur.Dashboard.Query.Language;

/// <summary>A query line can't be read; the message says at what, and what to do.</summary>
internal sealed class MalformedQueryException(int at, string message) : Exception(message)
{
    /// <summary>Where, in characters from the start.</summary>
    public int At { get; } = at;
}
