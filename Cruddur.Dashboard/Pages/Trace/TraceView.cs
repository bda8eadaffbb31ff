using System.Globalization;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>What of a trace is looked at, as it stands in the address.</summary>
public sealed record TraceView(string TraceId)
{
    // Each opened group is searched for, and makes every link longer.
    private const int MaxOpened = 12;

    /// <summary>The span whose details are shown.</summary>
    public string? SpanId { get; init; }

    /// <summary>The part of it; null for all.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>What spans are looked for.</summary>
    public string? Find { get; init; }

    /// <summary>Whether only spans of the critical path are listed.</summary>
    public bool IsPathOnly { get; init; }

    /// <summary>Groups of siblings that are shown by the id of their parent, with how many of them are passed over; an empty id is the top.</summary>
    public IReadOnlyDictionary<string, int> Opened { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether not all spans are listed alike.</summary>
    public bool IsFiltered => Find is not null || IsPathOnly;

    /// <summary>The address of this view.</summary>
    public string Href => QueryText.Of($"traces/{TraceId}", [("span", SpanId), .. Others]) + (SpanId is null ? "" : "#span");

    /// <summary>The address of the same with a span's details.</summary>
    public string HrefOf(string spanId) => (this with { SpanId = spanId }).Href;

    /// <summary>The address of the same with a group of siblings.</summary>
    internal string HrefOf(SkippedRows skipped) => (this with
    {
        // The group that was asked for last is the one that is looked at.
        Opened = Opened.Where(group => group.Key != skipped.ParentId).TakeLast(MaxOpened - 1).Append(new(skipped.ParentId, skipped.Skip)).ToDictionary(),
    }).Href;

    /// <summary>The values that a form has to carry along.</summary>
    internal IEnumerable<(string Key, string? Value)> Others =>
    [
        ("from", Window?.FromNanos.ToString(CultureInfo.InvariantCulture)), ("to", Window?.ToNanos.ToString(CultureInfo.InvariantCulture)), ("find", Find),
        ("path", IsPathOnly ? "only" : null), ("open", string.Join('.', Opened.Select(group => $"{group.Key}-{group.Value}"))),
    ];

    /// <summary>Reads groups as they stand in the address; what is none is passed over.</summary>
    internal static IReadOnlyDictionary<string, int> ReadOpened(string? text)
    {
        var opened = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in (text ?? "").Split('.').Take(MaxOpened))
        {
            if (group.Split('-') is [var parent, var skip] && int.TryParse(skip, NumberStyles.None, CultureInfo.InvariantCulture, out var passed))
                opened[parent] = passed;
        }

        return opened;
    }
}
