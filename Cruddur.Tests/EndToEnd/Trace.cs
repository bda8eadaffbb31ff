namespace Cruddur.Tests.EndToEnd;

/// <summary>The spans of one trace, asked for by service, name and parent. What isn't there, or is there twice, fails the test with the whole trace.</summary>
internal sealed class Trace(IReadOnlyList<SeenSpan> spans)
{
    public SeenSpan Single(string service, string name) =>
        Single(span => span.Service == service && span.Name == name, $"of {service} named '{name}'");

    public SeenSpan Child(SeenSpan parent, string service, string? name = null) =>
        Single(
            span => span.IsChildOf(parent) && span.Service == service && (name is null || span.Name == name),
            $"of {service} named '{name ?? "anything"}' under '{parent.Name}'");

    private SeenSpan Single(Func<SeenSpan, bool> fits, string wanted)
    {
        var found = spans.Where(fits).ToList();
        Assert.True(found.Count == 1, $"{found.Count} spans {wanted}, not one, in:\n{string.Join('\n', spans)}");
        return found[0];
    }
}
