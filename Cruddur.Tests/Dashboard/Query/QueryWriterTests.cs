using Cruddur.Dashboard.Query;
using FsCheck;
using FsCheck.Fluent;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class QueryWriterTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("  ", "")]
    [InlineData("a AND b", "a b")]
    [InlineData("(a b) (c)", "a b c")]
    [InlineData("(a b) OR (c)", "a b OR c")]
    [InlineData("a (b OR c)", "a (b OR c)")]
    [InlineData("NOT (a b)", "-(a b)")]
    [InlineData("NOT NOT a", "-(-a)")]
    [InlineData("-service=web", "service!=web")]
    [InlineData("NOT duration > 1s", "-duration>1s")]
    [InlineData("\"word\" \"two words\"", "word \"two words\"")]
    [InlineData("name:\"*\" name:* name=\"*\"", "name:\"*\" name:* name=*")]
    [InlineData("\"http.route\"=\"/a\" \"name\"=\"b c\"", "http.route=/a \"name\"=\"b c\"")]
    [InlineData("trace=1-5759e988-bd862e3fe1be46a994272793", "trace=5759e988bd862e3fe1be46a994272793")]
    [InlineData("level=1", "\"level\"=1")]
    public void Every_way_to_write_a_query_has_one_form(string text, string written) =>
        Assert.Equal(written, QueryWriter.Write(QueryReader.Read(text, QueryTarget.Spans, Now).Condition));

    [Theory]
    [InlineData(nameof(FieldKind.Attribute), "http.route", "/a/{id}", "http.route=/a/{id}")]
    [InlineData(nameof(FieldKind.Attribute), "name", "x y", "\"name\"=\"x y\"")]
    [InlineData(nameof(FieldKind.Attribute), "", "", "\"\"=\"\"")]
    [InlineData(nameof(FieldKind.Attribute), "-x", "-x", "\"-x\"=-x")]
    [InlineData(nameof(FieldKind.Attribute), "a", "line\nbreak", "a=\"line\\nbreak\"")]
    [InlineData(nameof(FieldKind.ResourceAttribute), "a b", "=", "resource.\"a b\"=\"=\"")]
    [InlineData(nameof(FieldKind.EventAttribute), "exception.type", "E", "event.exception.type=E")]
    [InlineData(nameof(FieldKind.Kind), "", "Server", "kind=server")]
    [InlineData(nameof(FieldKind.Level), "", "14", "level=warning")]
    [InlineData(nameof(FieldKind.Level), "", "0", "level=0")]
    public void A_value_is_written_as_a_term(string kind, string key, string value, string term) =>
        Assert.Equal(term, QueryWriter.Term(new(Enum.Parse<FieldKind>(kind), key), value));

    [Fact]
    public void A_condition_that_is_written_is_read_back() => Prop.ForAll(Conditions().ToArbitrary(), one =>
        Assert.True(one.Condition.Equals(QueryReader.Read(QueryWriter.Write(one.Condition), one.Target, Now).Condition), QueryWriter.Write(one.Condition)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static Gen<(QueryTarget Target, Condition Condition)> Conditions() =>
        from target in Gen.Elements(QueryTarget.Spans, QueryTarget.Logs)
        from depth in Gen.Choose(0, 4)
        from condition in Any(target, depth)
        select (target, condition);

    // In the form without needless nesting, which is the one that is read.
    private static Gen<Condition> Any(QueryTarget target, int depth) => depth == 0
        ? Gen.OneOf(Test(target), Text().Select(Condition (text) => new AnyText(text)))
        : Gen.OneOf(
            Any(target, 0),
            Any(target, depth - 1).Select(Condition (part) => new Not(part)),
            Any(target, depth - 1).Where(part => part is not AllOf).ListOf(3).Select(Condition (parts) => new AllOf([.. parts])),
            Any(target, depth - 1).Where(part => part is not AnyOf).ListOf(2).Select(Condition (parts) => new AnyOf([.. parts])));

    private static Gen<Condition> Test(QueryTarget target) =>
        from test in Gen.OneOf(
            from field in Fields(target)
            from comparison in Gen.Elements(Enum.GetValues<Comparison>())
            from text in Text()
            select new Test(field, comparison, comparison == Comparison.Exists ? new("") : Operand.Of(text, comparison)),
            from milliseconds in Gen.Choose(0, int.MaxValue)
            from comparison in Ordering()
            select target == QueryTarget.Spans
                ? new Test(new(FieldKind.Duration), comparison, new($"{milliseconds}ms", milliseconds * 1_000_000m))
                : new Test(new(FieldKind.Level), comparison, new($"{milliseconds % 25}", milliseconds % 25)),
            from seconds in Gen.Choose(0, int.MaxValue)
            from comparison in Ordering()
            select new Test(new(FieldKind.Time), comparison, new($"-{seconds}s", (Now.ToUnixTimeSeconds() - seconds) * 1_000_000_000m)))
        select (Condition)test;

    private static Gen<Comparison> Ordering() => Gen.Elements(Comparison.Equal, Comparison.Less, Comparison.LessOrEqual, Comparison.Greater, Comparison.GreaterOrEqual);

    private static Gen<Field> Fields(QueryTarget target) => Gen.OneOf(
        Text().Select(key => new Field(FieldKind.Attribute, key)),
        Text().Select(key => new Field(FieldKind.ResourceAttribute, key)),
        Gen.Elements(FieldNames.Own(target).ToArray()).Select(name => new Field(FieldKind.Attribute, name)),
        Gen.Elements(target == QueryTarget.Spans
            ? [FieldKind.Service, FieldKind.Name, FieldKind.StatusMessage, FieldKind.Scope, FieldKind.EventName]
            : new[] { FieldKind.Service, FieldKind.Message, FieldKind.Scope, FieldKind.EventName }).Select(kind => new Field(kind)),
        Text().Select(key => target == QueryTarget.Spans ? new Field(FieldKind.EventAttribute, key) : new Field(FieldKind.Attribute, $"event.{key}")));

    private static Gen<string> Text() => Gen.OneOf(
        Gen.Elements("a", "OR", "NOT", "-", "-a", "*", "//", "://", "a:b", "a=b", "=", ">", "!", "", " ", "\"", "\\", "\\n", "(", ")", "a()", "a b", "5", "-1.50", "1e3", "resource.", "event.x", "\"a\"", "a\r\nb"),
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));
}
