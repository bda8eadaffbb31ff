using Cruddur.Dashboard.Query;
using FsCheck;
using FsCheck.Fluent;

namespace Cruddur.Tests.Dashboard.Query;

public sealed class QueryProblemTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 15, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("=web", 0, "Write a field's name before =, or put quotes around a text that starts with it.")]
    [InlineData("a <b>", 2, "Write a field's name before <, or put quotes around a text that starts with it.")]
    [InlineData("service=", 8, "Write a value behind =, or put quotes around both to find them as a text.")]
    [InlineData("Error: refused", 6, "Write a value behind :, or put quotes around both to find them as a text.")]
    [InlineData("service= web", 8, "Write a value behind =, or put quotes around both to find them as a text.")]
    [InlineData("(service=)", 9, "Write a value behind =, or put quotes around both to find them as a text.")]
    [InlineData("a \"b", 2, "These quotes aren't closed; put a \" behind the text.")]
    [InlineData("a=\"b\\\"", 2, "These quotes aren't closed; put a \" behind the text.")]
    [InlineData("a=\"b\\", 4, "A backslash in quotes stands before \", \\, n, r or t; write \\\\ for a backslash itself.")]
    [InlineData("a=\"C:\\data\"", 5, "A backslash in quotes stands before \", \\, n, r or t; write \\\\ for a backslash itself.")]
    [InlineData("\"a\"b", 3, "Put a blank between these quotes and what follows.")]
    [InlineData("a=\"b\"c", 5, "Put a blank between these quotes and what follows.")]
    [InlineData("(a", 0, "This parenthesis isn't closed; put a ) behind what it holds.")]
    [InlineData("a (b (c)", 2, "This parenthesis isn't closed; put a ) behind what it holds.")]
    [InlineData("x ReadAsync(", 2, "A parenthesis within this word isn't closed; close it, or put quotes around the word.")]
    [InlineData("a=count(b", 2, "A parenthesis within this word isn't closed; close it, or put quotes around the word.")]
    [InlineData("a)", 1, "No parenthesis is open here; leave this one out, or put quotes around a text that has it.")]
    [InlineData("OR a", 0, "OR belongs between two terms; write what is missing, or \"OR\" in quotes for the word itself.")]
    [InlineData("a OR", 4, "OR belongs between two terms; write what is missing, or \"OR\" in quotes for the word itself.")]
    [InlineData("a OR OR b", 5, "OR belongs between two terms; write what is missing, or \"OR\" in quotes for the word itself.")]
    [InlineData("(a OR)", 5, "OR belongs between two terms; write what is missing, or \"OR\" in quotes for the word itself.")]
    [InlineData("AND a", 0, "AND belongs between two terms; write what is missing, or \"AND\" in quotes for the word itself.")]
    [InlineData("a AND )", 6, "AND belongs between two terms; write what is missing, or \"AND\" in quotes for the word itself.")]
    [InlineData("NOT", 3, "NOT belongs before a term; write what is missing, or \"NOT\" in quotes for the word itself.")]
    [InlineData("duration>200", 9, "A duration is a number with ns, us, ms, s, m, h or d; write it so.")]
    [InlineData("duration>1.2.3s", 9, "A duration is a number with ns, us, ms, s, m, h or d; write it so.")]
    [InlineData("duration>99999999999999999999999999999h", 9, "A duration is a number with ns, us, ms, s, m, h or d; write it so.")]
    [InlineData("duration>99999999999999d99999999999999d99999999999999d", 9, "A duration is a number with ns, us, ms, s, m, h or d; write it so.")]
    [InlineData("duration:1s", 9, "A duration is no text; compare it with =, >, >=, < or <=.")]
    [InlineData("time>yesterday", 5, "A time is written 2027-01-15T08:00:00Z, or -15m for a while ago; write it so.")]
    [InlineData("time>2027-02-30", 5, "A time is written 2027-01-15T08:00:00Z, or -15m for a while ago; write it so.")]
    [InlineData("time>-", 5, "A time is written 2027-01-15T08:00:00Z, or -15m for a while ago; write it so.")]
    [InlineData("kind=sever", 5, "A span's kind is one of unspecified, internal, server, client, producer, consumer; write one of them, or \"kind\" in quotes for an attribute of that name.")]
    [InlineData("status=500", 7, "A span's status is one of unset, ok, error; write one of them, or \"status\" in quotes for an attribute of that name.")]
    [InlineData("trace=5759", 6, "This id has 32 hexadecimal digits; write all of them, or trace: and a part of it.")]
    [InlineData("span=00f067aa0ba902bx", 5, "This id has 16 hexadecimal digits; write all of them, or span: and a part of it.")]
    public void What_cant_be_read_is_said_with_its_place(string text, int at, string message) =>
        Assert.Equal(new QueryResult(Condition.Always, new(at, message)), QueryReader.Read(text, QueryTarget.Spans, Now));

    [Theory]
    [InlineData("level>=loud", 7, "A level is one of trace, debug, information, warning, error, critical; write one of them.")]
    [InlineData("level:error", 6, "A level is no text; compare it with =, >, >=, < or <=.")]
    [InlineData("level>=25", 7, "OTLP's numbers of levels go from 0 to 24; write it so.")]
    public void A_level_that_there_isnt_is_said_with_its_place(string text, int at, string message) =>
        Assert.Equal(new QueryResult(Condition.Always, new(at, message)), QueryReader.Read(text, QueryTarget.Logs, Now));

    [Fact]
    public void Bounds_are_refused_and_what_is_just_within_them_is_read()
    {
        (string Text, int? At)[] lines =
        [
            (new string('a', 4_000), null),
            (new string('a', 4_001), 4_000),
            (string.Join(' ', Enumerable.Repeat("a", 100)), null),
            (string.Join(' ', Enumerable.Repeat("a", 101)), 200),
            (new string('(', 20) + "a" + new string(')', 20), null),
            (new string('(', 21) + "a" + new string(')', 21), 21),
            (new string('(', 4_000), 21),
            (new string('-', 20) + "a", null),
            (new string('-', 3_999) + "a", 21),
        ];
        Assert.Equal(lines.Select(line => line.At), lines.Select(line => QueryReader.Read(line.Text, QueryTarget.Spans, Now).Problem?.At));
    }

    [Fact]
    public void Whatever_is_written_is_read_or_refused_at_a_place_within_it() => Prop.ForAll(Lines().ToArbitrary(), line =>
    {
        Assert.All(Enum.GetValues<QueryTarget>(), target =>
        {
            var (condition, problem) = QueryReader.Read(line, target, Now);
            if (problem is not null)
                Assert.True(problem.At >= 0 && problem.At <= line.Length && problem.Message.EndsWith('.') && condition.Equals(Condition.Always), line);
            else
                Assert.Equal((condition, true), (QueryReader.Read(QueryWriter.Write(condition), target, Now).Condition, QueryEdit.Has(QueryEdit.With(line, "a=b"), "a=b")));
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    private static Gen<string> Lines()
    {
        string[] pieces =
        [
            "a", "service", "duration", "time", "level", "trace", "status", "kind", "parent", "resource.", "event.", "OR", "AND", "NOT", "-", "(", ")", "\"",
            "\\", "\\\"", "=", "!=", ">", ">=", "<", ":", ":*", "*", "//", "://", " ", " ", " ", "200ms", "5", "error", "-15m", "2027-01-15", "é", "\0", "\ud83d", "\n",
        ];
        return from count in Gen.Choose(0, 14) from some in Gen.Elements(pieces).ArrayOf(count) select string.Concat(some);
    }
}
