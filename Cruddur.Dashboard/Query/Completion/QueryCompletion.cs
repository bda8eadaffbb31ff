using Cruddur.Dashboard.Query.Language;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query.Completion;

/// <summary>Says how a query line can go on: with names of fields, then operators, then values, of what is stored.</summary>
internal sealed class QueryCompletion(TelemetryReader reader)
{
    private const int MaxItems = 30;

    // Nobody picks a longer one from a list.
    private const int MaxValueLength = 200;

    /// <summary>What can stand at a place in a line.</summary>
    public async Task<CompletionAnswer> CompleteAsync(string text, int at, QueryTarget target, CancellationToken cancellationToken)
    {
        var place = CompletionPlace.Find(text, at);
        var facets = target == QueryTarget.Spans
            ? await reader.SpanFacetsAsync(Condition.Always, cancellationToken)
            : await reader.LogFacetsAsync(Condition.Always, cancellationToken);
        var items = place.Name is { } name ? Values(place, FieldNames.Find(name, target), facets) : Names(place, target, facets);
        return new(place.From, place.To, [.. items.Take(MaxItems)]);
    }

    private static IEnumerable<CompletionItem> Names(CompletionPlace place, QueryTarget target, IReadOnlyList<Facet> facets)
    {
        var fields = FieldNames.Own(target).Select(name => FieldNames.Find(name, target)).Concat(facets.Select(facet => facet.Field)).Distinct().ToList();
        var typed = FieldNames.Find(place.Typed, target);
        if (place.Operator is null && fields.Contains(typed))
        {
            var hint = FieldHint.Of(typed);
            foreach (var by in hint.Operators(typed.Kind))
                yield return new(FieldNames.Of(typed) + by, Meaning(by));
        }

        foreach (var field in Ranked(fields.Where(field => field != typed), place.Typed, field => field.Key.Length > 0 ? field.Key : FieldNames.Of(field)))
        {
            var hint = FieldHint.Of(field);
            yield return new(FieldNames.Of(field) + (place.Operator is null ? hint.Usual : ""), hint.Detail);
        }
    }

    private static IEnumerable<CompletionItem> Values(CompletionPlace place, Field field, IReadOnlyList<Facet> facets)
    {
        var stored = facets.FirstOrDefault(facet => facet.Field == field)?.Values
            .Where(value => value.Text.Length is > 0 and <= MaxValueLength)
            .Select(value => (Text: QueryWriter.Value(field, value.Text), value.Count))
            .GroupBy(value => value.Text, value => value.Count, (text, counts) => (Text: text, Count: counts.Sum())).ToList() ?? [];
        var usual = FieldHint.Of(field).Values.Except(stored.Select(value => value.Text)).Select(text => (Text: text, Count: 0L));
        return Ranked(stored.Concat(usual), place.Typed, value => value.Text).Select(value => new CompletionItem(
            PlainText.IsValue(value.Text, place.Operator!.Comparison) ? value.Text : Quotes.Around(value.Text),
            value.Count > 0 ? $"{value.Count:N0} of the newest" : ""));
    }

    // What starts with the text goes before what has it elsewhere.
    private static IEnumerable<T> Ranked<T>(IEnumerable<T> all, string typed, Func<T, string> text) => all
        .Where(one => text(one).Contains(typed, StringComparison.OrdinalIgnoreCase))
        .OrderBy(one => !text(one).StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    private static string Meaning(string by) => by switch
    {
        "=" => "is; * stands for anything",
        "!=" => "is not",
        ":" => "contains",
        ":*" => "is there",
        ">" => "is above",
        ">=" => "is at least",
        "<" => "is below",
        _ => "is at most",
    };
}
