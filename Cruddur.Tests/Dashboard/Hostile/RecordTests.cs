using System.Net;
using Cruddur.Tests.Dashboard.Pages;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Spans that are well-formed, each by itself, and nonsense together: they are kept, and every page and answer that shows them ends.</summary>
public sealed class RecordTests
{
    private const string Trace = "0123456789abcdef0123456789abcdef";

    private static readonly Dictionary<string, TestSpan[]> Cases = new()
    {
        ["its own parent"] = [Span(1, 1)],
        ["two that are each other's parent"] = [Span(1, 2), Span(2, 1)],
        ["a ring of three with a tail"] = [Span(1, 3), Span(2, 1), Span(3, 2), Span(4, 3)],
        ["the same id twice"] = [Span(1, 0) with { Name = "one" }, Span(1, 0) with { Name = "two" }, Span(2, 1)],
        ["parents that never came"] = [Span(1, 77), Span(2, 78), Span(3, 77)],
        ["an end before the start"] = [Span(1, 0) with { DurationNanos = -1_000_000_000 }, Span(2, 1)],
        ["the first and the last moment there is"] = [Span(1, 0) with { StartNanos = 1 }, Span(2, 1) with { StartNanos = long.MaxValue, DurationNanos = 0 }],
        ["a duration of 292 years"] = [Span(1, 0) with { StartNanos = 1, DurationNanos = long.MaxValue - 1 }],
        ["a child from before its parent"] = [Span(1, 0), Span(2, 1) with { StartNanos = 5 }],
        ["no name"] = [Span(1, 0) with { Name = "" }],
        ["two thousand deep"] = [.. Enumerable.Range(1, 2000).Select(number => Span(number, number - 1))],
    };

    public static TheoryData<string> Nonsense => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_makes_no_sense_is_kept_and_shown(string what)
    {
        using var dashboard = new DashboardApplication();
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces(what, Cases[what]));
        await dashboard.StoredAsync(counts => counts.Spans > 0);
        foreach (var page in (string[])["/traces", $"/traces/{Trace}", $"/traces/{Trace}?span=0000000000000001", "/logs", "/resources"])
            await dashboard.PageAsync(page);
        await dashboard.ReadAsync($"traces/{Trace}");
        await dashboard.ReadAsync("spans?limit=10", HttpStatusCode.OK);
        await dashboard.AssertTakesAsync();
    }

    private static TestSpan Span(int id, int parent) => new(Trace, $"{id:x16}", $"span {id}") { ParentSpanId = parent == 0 ? null : $"{parent:x16}" };
}
