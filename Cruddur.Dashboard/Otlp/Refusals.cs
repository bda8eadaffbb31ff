namespace Cruddur.Dashboard.Otlp;

/// <summary>Counts by reason what a request held that can't be stored.</summary>
internal sealed class Refusals
{
    private readonly Dictionary<string, long> _reasons = [];

    /// <summary>How many records were refused.</summary>
    public long Count { get; private set; }

    /// <summary>Counts refused records.</summary>
    public void Add(string reason, long count = 1)
    {
        Count += count;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + count;
    }

    /// <summary>Says what was refused and why; empty for nothing.</summary>
    public override string ToString() => string.Join("; ", _reasons.Select(reason => $"{reason.Value} refused: {reason.Key}"));
}
