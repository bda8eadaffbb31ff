using Cruddur.Dashboard.Query;

namespace Cruddur.Dashboard.Store;

/// <summary>A field's most frequent values among the records that match.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">Its values, the most frequent first.</param>
internal sealed record Facet(Field Field, IReadOnlyList<FacetValue> Values);

/// <summary>A value, and how many of the records that were looked at have it.</summary>
internal sealed record FacetValue(string Text, long Count);
