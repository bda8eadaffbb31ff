using System.Diagnostics;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;
using Cruddur.ServiceDefaults.XRay;

namespace Cruddur.Tests.ServiceDefaults.XRay;

public sealed class SegmentSizeTests : IDisposable
{
    private readonly CaseSpans _spans = new();
    private readonly SinkAccounts _accounts = new();

    [Fact]
    public async Task Hundred_spans_of_a_segment_go_ahead_by_themselves_nested_as_far_as_they_are_ended()
    {
        _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1000);
        _spans.Add("outer", ActivityKind.Internal, "GET /", 0, 50.5);
        for (var i = 1; i <= 120; i++)
            _spans.Add($"span-{i}", ActivityKind.Internal, i <= 50 ? "outer" : "GET /", i - 1, i);
        var documents = await DocumentsAsync();
        Assert.Equal(49, documents.Take(documents.Count - 1).Count(document => Nested(document) == 0));
        var outer = Assert.Single(documents, document => document.GetProperty("name").GetString() == "outer");
        Assert.Equal(50, Nested(outer));
        Assert.Equal("subsegment", outer.GetProperty("type").GetString());
        Assert.Equal("api", documents[^1].GetProperty("name").GetString());
        Assert.Equal(121 - SegmentGrouping.StreamAt, Nested(documents[^1]));
    }

    [Fact]
    public async Task Segment_that_is_too_large_for_a_datagram_goes_in_parts()
    {
        _spans.Add("GET /", ActivityKind.Server, "remote", 0, 100).SetTag("app.text", new string('s', 900));
        for (var i = 0; i < 3; i++)
            _spans.Add($"part-{i}", ActivityKind.Internal, "GET /", i, i + 1).SetTag("app.text", new string('x', 30_000));
        var documents = await DocumentsAsync();
        Assert.Equal(["part-0", "part-1", "part-2", "api"], documents.Select(document => document.GetProperty("name").GetString()));
        Assert.Equal(["subsegment", "subsegment", "subsegment", null], documents.Select(document => document.TryGetProperty("type", out var type) ? type.GetString() : null));
        Assert.Equal(30_000, documents[0].GetProperty("metadata").GetProperty("app").GetProperty("text").GetString()!.Length);
        Assert.Equal(new string('s', 900), documents[3].GetProperty("annotations").GetProperty("app_text").GetString());
    }

    [Fact]
    public async Task Span_that_is_too_large_alone_is_cut_with_a_mark()
    {
        _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1).SetTag("app.text", new string('x', 100_000)).SetTag("app.short", "whole");
        var document = Assert.Single(await DocumentsAsync());
        Assert.Equal(new string('x', 4096) + "… (truncated)", document.GetProperty("metadata").GetProperty("app").GetProperty("text").GetString());
        Assert.Equal("whole", document.GetProperty("annotations").GetProperty("app_short").GetString());
    }

    [Fact]
    public async Task Whatever_a_span_holds_something_of_it_arrives()
    {
        var span = _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1);
        var control = new string('\u0001', 500);
        var nested = Enumerable.Range(0, 100).Select(_ => (object)Enumerable.Repeat(control, 100).ToArray()).ToArray();
        for (var i = 0; i < 1500; i++)
            span.AddTag($"tag.{i}.{new string('k', 200)}", i % 2 == 0 ? control : nested);
        for (var i = 0; i < 100; i++)
            span.AddException(new InvalidOperationException(new string('é', 10_000), new InvalidOperationException(control)));
        for (var i = 0; i < 100; i++)
            span.AddEvent(new ActivityEvent(control, tags: new ActivityTagsCollection { [control] = nested }));
        span.SetTag("http.request.method", control).SetTag("url.full", new string('u', 100_000)).SetTag("user.name", new string('n', 100_000));
        var document = Assert.Single(await DocumentsAsync());
        Assert.True(document.GetProperty("fault").GetBoolean());
    }

    [Fact]
    public async Task Texts_of_any_kind_stay_what_they_were_as_far_as_JSON_can_say_it()
    {
        var span = _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1);
        span.SetTag("a", "quote \" backslash \\ tab \t line \n nul \0 é 漢 🙂 \u2028 </script>");
        span.SetTag("b", "half \ud83d and \ude00 half").SetTag("c\ud83d\"", "x").SetTag("", "no key");
        span.SetTag("d", double.NaN).SetTag("e", double.PositiveInfinity).SetTag("f", 1e300).SetTag("g", ulong.MaxValue).SetTag("h", 0.1f).SetTag("i", 1.10m);
        span.SetTag("j", new Unwilling()).SetTag("k", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).SetTag("l", new[] { 1.5, double.NaN });
        var document = Assert.Single(await DocumentsAsync());
        var annotations = document.GetProperty("annotations");
        Assert.Equal("quote \" backslash \\ tab \t line \n nul \0 é 漢 🙂 \u2028 </script>", annotations.GetProperty("a").GetString());
        Assert.Equal("half \ufffd and \ufffd half", annotations.GetProperty("b").GetString());
        if (DocumentForm.IsWhole)
            Assert.Equal("1E+300 18446744073709551615 0.1 1.10", string.Join(' ', new[] { "f", "g", "h", "i" }.Select(key => annotations.GetProperty(key).GetRawText())));
        var metadata = document.GetProperty("metadata").GetProperty("default");
        Assert.Equal("x", metadata.GetProperty("c\ufffd\"").GetString());
        Assert.Equal("no key", metadata.GetProperty("").GetString());
        Assert.Equal("NaN", metadata.GetProperty("d").GetString());
        Assert.Equal("Infinity", metadata.GetProperty("e").GetString());
        Assert.Equal("""[1.5,"NaN"]""", metadata.GetProperty("l").GetRawText());
        Assert.Equal($"({typeof(Unwilling).FullName} has no text: System.NotSupportedException)", metadata.GetProperty("j").GetString());
    }

    [Fact]
    public async Task Annotations_of_the_spans_inside_count_too()
    {
        var outer = _spans.Add("GET /", ActivityKind.Server, "remote", 0, 10);
        var inner = _spans.Add("inner", ActivityKind.Internal, "GET /", 1, 2);
        for (var i = 0; i < 30; i++)
        {
            outer.SetTag($"app.outer{i}", i);
            inner.SetTag($"app.inner{i}", i);
        }

        var document = Assert.Single(await DocumentsAsync());
        var subsegment = document.GetProperty("subsegments")[0];
        Assert.Equal(30, document.GetProperty("annotations").EnumerateObject().Count());
        Assert.Equal(20, subsegment.GetProperty("annotations").EnumerateObject().Count());
        Assert.Equal(10, subsegment.GetProperty("metadata").GetProperty("app").EnumerateObject().Count());
    }

    [Fact]
    public async Task Call_for_a_caller_elsewhere_names_it_and_the_rule()
    {
        var span = _spans.Add("GET", ActivityKind.Client, "remote", 0, 1);
        span.SetTag("aws.xray.sampling_rule_name", "Cruddur");
        var document = Assert.Single(await DocumentsAsync());
        Assert.Equal("53995c3f42cd8ad8", document.GetProperty("parent_id").GetString());
        Assert.Equal("Cruddur", document.GetProperty("aws").GetProperty("xray").GetProperty("sampling_rule_name").GetString());
        Assert.False(document.GetProperty("subsegments")[0].TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("aws", out _));
    }

    [Fact]
    public async Task Fifty_annotations_are_indexed_and_the_others_kept_as_metadata()
    {
        var span = _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1);
        for (var i = 0; i < 60; i++)
            span.SetTag($"app.n{i}", i);
        var document = Assert.Single(await DocumentsAsync());
        Assert.Equal(50, document.GetProperty("annotations").EnumerateObject().Count());
        Assert.Equal(Enumerable.Range(50, 10), document.GetProperty("metadata").GetProperty("app").EnumerateObject().Select(entry => entry.Value.GetInt32()).Order());
    }

    [Fact]
    public async Task Endless_chain_of_exceptions_keeps_its_beginning_and_its_cause()
    {
        Exception error = new TimeoutException("root");
        for (var i = 0; i < 30; i++)
            error = new InvalidOperationException($"{i}", error);
        _spans.Add("GET /", ActivityKind.Server, "remote", 0, 1).AddException(error);
        var exceptions = Assert.Single(await DocumentsAsync()).GetProperty("cause").GetProperty("exceptions").EnumerateArray().ToList();
        Assert.Equal(ExceptionText.MaxExceptions, exceptions.Count);
        Assert.Equal("root", exceptions[^1].GetProperty("message").GetString());
        if (DocumentForm.IsWhole)
            Assert.Equal(31 - ExceptionText.MaxExceptions, exceptions[^1].GetProperty("skipped").GetInt32());
        Assert.Equal(exceptions.Skip(1).Select(exception => exception.GetProperty("id").GetString()), exceptions.SkipLast(1).Select(exception => exception.GetProperty("cause").GetString()));
    }

    [Fact]
    public void Deep_stack_is_cut_at_fifty_frames()
    {
        var stack = string.Join('\n', Enumerable.Range(0, 80).Select(i => $"   at Cruddur.Deep.Frame{i}()"));
        var exception = Assert.Single(ExceptionText.Read("E", "m", $"E: m\n{stack}"));
        Assert.Equal((50, 30), (exception.Frames.Count, exception.Truncated));
    }

    public void Dispose()
    {
        _spans.Dispose();
        _accounts.Dispose();
    }

    private static int Nested(JsonElement document) => document.TryGetProperty("subsegments", out var subsegments) ? subsegments.GetArrayLength() : 0;

    private async Task<List<JsonElement>> DocumentsAsync() =>
        [.. (await XRayCase.DocumentsAsync(XRayCase.Settings, _spans.Ended, _accounts)).Select(document => JsonSerializer.Deserialize<JsonElement>(document))];

    private sealed class Unwilling
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
