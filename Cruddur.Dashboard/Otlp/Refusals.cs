namespace Cruddur.Dashboard.Otlp;

/// <summary>Counts by reason what a request held that can't be stored.</summary>
internal sealed class Refusals
{
    private Dictionary<string, long>? _reasons;

    /// <summary>How many records were refused.</summary>
    public long Count { get; private set; }

    /// <summary>How many were kept.</summary>
    public long Kept { get; set; }

    /// <summary>How many were refused for each reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons ?? [];

    /// <summary>Counts refused records.</summary>
    /// <param name="reason">Why, in words that don't depend on the record.</param>
    /// <param name="count">How many.</param>
    public void Add(string reason, long count = 1)
    {
        Count += count;
        _reasons ??= [];
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + count;
    }

    /// <summary>Says what was refused and why; empty for nothing.</summary>
    public override string ToString() => string.Join("; ", Reasons.Select(reason => $"{reason.Value} refused: {reason.Key}"));
}
