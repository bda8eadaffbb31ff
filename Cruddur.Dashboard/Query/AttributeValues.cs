using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query;

/// <summary>Looks into lists of attributes.</summary>
internal static class AttributeValues
{
    /// <summary>The values of a key in the first list that has it.</summary>
    public static IEnumerable<TelemetryValue> Of(string key, params IReadOnlyList<TelemetryAttribute>[] lists)
    {
        foreach (var list in lists)
        {
            var found = list.Where(attribute => attribute.Key == key).Select(attribute => attribute.Value).ToList();
            if (found.Count > 0)
                return found;
        }

        return [];
    }

    /// <summary>Whether a key or a value contains the text, in any case.</summary>
    public static bool Contain(IReadOnlyList<TelemetryAttribute> attributes, string text) => attributes.Any(attribute =>
        attribute.Key.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        attribute.Value.ToString()?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
