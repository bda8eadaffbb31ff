using Cruddur.Dashboard.Query;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Counts the values of the newest records that match.</summary>
internal static class FacetQueries
{
    private const int Depth = 2_000;
    private const int MaxFacets = 40;
    private const int MaxValues = 10;

    public static IReadOnlyList<Facet> OfSpans(SqliteConnection connection, Condition where)
    {
        var spans = SpanQueries.List(connection, new SpanFilter { Where = where, Limit = Depth }).Items.Select(SpanDecoder.Span).ToList();
        return Count(
            spans.ConvertAll<(IFields, IReadOnlyList<TelemetryAttribute>)>(span => (new SpanFields(span), span.Attributes)),
            [new(FieldKind.Service), new(FieldKind.Name), new(FieldKind.Kind), new(FieldKind.Status)]);
    }

    public static IReadOnlyList<Facet> OfLogs(SqliteConnection connection, Condition where)
    {
        var logs = LogQueries.List(connection, new LogFilter { Where = where, Limit = Depth }).Items.Select(LogDecoder.Log).ToList();
        return Count(
            logs.ConvertAll<(IFields, IReadOnlyList<TelemetryAttribute>)>(log => (new LogFields(log), log.Attributes)),
            [new(FieldKind.Service), new(FieldKind.Level), new(FieldKind.Scope)]);
    }

    private static IReadOnlyList<Facet> Count(List<(IFields Fields, IReadOnlyList<TelemetryAttribute> Attributes)> records, Field[] own)
    {
        var keys = records.SelectMany(record => record.Attributes.Select(attribute => attribute.Key).Distinct())
            .CountBy(key => key).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MaxFacets).Select(pair => new Field(FieldKind.Attribute, pair.Key));
        return [.. own.Concat(keys).Select(field => new Facet(field, Values(records, field))).Where(facet => facet.Values.Count > 0)];
    }

    private static IReadOnlyList<FacetValue> Values(List<(IFields Fields, IReadOnlyList<TelemetryAttribute> Attributes)> records, Field field) =>
        [.. records.SelectMany(record => record.Fields.Of(field).Select(value => value.ToString() ?? "").Distinct())
            .CountBy(text => text).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MaxValues).Select(pair => new FacetValue(pair.Key, pair.Value))];
}
