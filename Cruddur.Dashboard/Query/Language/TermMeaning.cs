using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query.Language;

/// <summary>What terms with a field mean, for one target at one time.</summary>
internal sealed class TermMeaning(QueryTarget target, DateTimeOffset now)
{
    private const int TraceDigits = 32;
    private const int SpanDigits = 16;

    private static readonly string[] Kinds = [.. Enum.GetNames<SpanKind>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Statuses = [.. Enum.GetNames<SpanStatus>().Select(name => name.ToLowerInvariant())];

    /// <summary>What a term means.</summary>
    /// <exception cref="MalformedQueryException">Its value isn't one that the field can have.</exception>
    public Condition Of(QueryTerm term)
    {
        var field = FieldNames.Find(term.Name, target);
        if (term.IsPresence)
            return term.Compare(field, default);
        return field.Kind switch
        {
            FieldKind.Duration => Number(field, term, Nanoseconds.OfDuration(term.Value), "A duration is a number with ns, us, ms, s, m, h or d"),
            FieldKind.Time => Number(field, term, Nanoseconds.OfTime(term.Value, now), "A time is written 2027-01-15T08:00:00Z, or -15m for a while ago"),
            FieldKind.Level => Level(field, term),
            FieldKind.Kind => Word(field, term, Kinds),
            FieldKind.Status => Word(field, term, Statuses),
            FieldKind.TraceId => Id(field, term, TraceDigits),
            FieldKind.SpanId or FieldKind.ParentId => Id(field, term, SpanDigits),
            _ => term.Compare(field, Operand.Of(term.Value, term.Operator.Comparison)),
        };
    }

    private static Condition Number(Field field, QueryTerm term, decimal? number, string form)
    {
        if (number is null)
            throw term.Refuse($"{form}; write it so.");
        return term.Operator.Comparison == Comparison.Contains ? throw NoText(term) : term.Compare(field, new Operand(term.Value, number));
    }

    // A level is a range of numbers; one of OTLP's numbers is itself.
    private static Condition Level(Field field, QueryTerm term)
    {
        if (int.TryParse(term.Value, out var exact))
            return Number(field, term, exact is >= 0 and <= 24 ? exact : null, "OTLP's numbers of levels go from 0 to 24");
        if (LevelRange.Find(term.Value) is not { } level)
            throw term.Refuse($"A level is one of {string.Join(", ", LevelRange.All.Select(one => one.Name))}; write one of them.");
        var (first, last) = (new Operand(level.Name, level.First), new Operand(level.Name, level.Last));
        return term.Operator.Comparison switch
        {
            Comparison.Equal => term.Negate(new AllOf([new Test(field, Comparison.GreaterOrEqual, first), new Test(field, Comparison.LessOrEqual, last)])),
            Comparison.Greater or Comparison.LessOrEqual => term.Compare(field, last),
            Comparison.Less or Comparison.GreaterOrEqual => term.Compare(field, first),
            _ => throw NoText(term),
        };
    }

    private static MalformedQueryException NoText(QueryTerm term) => term.Refuse($"A {term.Name} is no text; compare it with =, >, >=, < or <=.");

    private static Condition Word(Field field, QueryTerm term, string[] words)
    {
        if (term.Operator.Comparison != Comparison.Equal || term.Value.Contains('*'))
            return term.Compare(field, new Operand(term.Value));
        return words.Contains(term.Value, StringComparer.OrdinalIgnoreCase)
            ? term.Compare(field, new Operand(term.Value.ToLowerInvariant()))
            : throw term.Refuse($"A span's {term.Name} is one of {string.Join(", ", words)}; write one of them, or \"{term.Name}\" in quotes for an attribute of that name.");
    }

    private static Condition Id(Field field, QueryTerm term, int digits)
    {
        // X-Ray's form of a trace's id: 1-5759e988-bd862e3fe1be46a994272793.
        var id = digits == TraceDigits && term.Value.StartsWith("1-", StringComparison.Ordinal)
            ? term.Value[2..].Replace("-", "", StringComparison.Ordinal)
            : term.Value;
        var isWhole = id.Length == digits && id.All(char.IsAsciiHexDigit);
        if (term.Operator.Comparison != Comparison.Equal || id.Contains('*'))
            return term.Compare(field, new Operand(term.Value));
        return isWhole
            ? term.Compare(field, new Operand(id.ToLowerInvariant()))
            : throw term.Refuse($"This id has {digits} hexadecimal digits; write all of them, or {term.Name}: and a part of it.");
    }
}
