using System.Globalization;

namespace Cruddur.Dashboard.Query.Language;

/// <summary>A level and the numbers of OTLP that it spans, four each.</summary>
/// <param name="Name">Its name in .NET, in lower case.</param>
/// <param name="First">The lowest of its numbers.</param>
internal sealed record LevelRange(string Name, int First)
{
    /// <summary>Every level, the lowest first.</summary>
    public static IReadOnlyList<LevelRange> All { get; } =
        [new("trace", 1), new("debug", 5), new("information", 9), new("warning", 13), new("error", 17), new("critical", 21)];

    /// <summary>The highest of its numbers.</summary>
    public int Last => First + 3;

    /// <summary>The level of a name, a usual short form of it, or one of its numbers; null where there is none.</summary>
    public static LevelRange? Find(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return All.FirstOrDefault(level => level.First <= number && number <= level.Last);
        var name = text.ToLowerInvariant() switch
        {
            "info" => "information",
            "warn" => "warning",
            "fatal" => "critical",
            var other => other,
        };
        return All.FirstOrDefault(level => level.Name == name);
    }
}
