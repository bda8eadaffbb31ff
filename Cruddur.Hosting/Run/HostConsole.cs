namespace Cruddur.Hosting;

/// <summary>What the person in front of the terminal is told: what starts, what is ready, what went wrong.</summary>
/// <param name="output">Where to.</param>
/// <param name="verbose">Whether everything that the resources print is wanted.</param>
internal sealed class HostConsole(TextWriter output, bool verbose)
{
    /// <summary>How much of a resource's own output is shown when it is in trouble.</summary>
    public const int LastLines = 20;

    private const int NameWidth = 12;

    private readonly Lock _lock = new();

    public void Headline(string application, string? packageSet) => Write($"{application}, {packageSet ?? "package set unknown"}");

    public void Line(string resource, string text) => Write($"  {resource,-NameWidth} {text}");

    public void Text(string text) => Write($"  {text}");

    public void Ready(string resource, TimeSpan? healthyAfter, IReadOnlyList<ResourceUrlAnnotation> urls)
    {
        var shown = urls.FirstOrDefault(url => url.Endpoint?.EndpointName == "http") ?? (urls.Count > 0 ? urls[0] : null);
        var state = healthyAfter is { } after ? $"healthy after {after.TotalSeconds:0.0} s" : "running";
        Line(resource, $"{state,-22} {shown?.Url}".TrimEnd());
    }

    public void Settled(TimeSpan after, bool hasFailures) =>
        Write($"{(hasFailures ? "The rest" : "Everything")} runs, after {after.TotalSeconds:0.0} s. Ctrl+C stops.");

    public void Stopping() => Write("Stopping. Ctrl+C again kills at once.");

    public void NotHealthyYet(string resource, TimeSpan after, string problem, IReadOnlyList<ConsoleLine> lines) =>
        Trouble(resource, $"is not healthy after {after.TotalSeconds:0} s: {problem}.", lines);

    public void FailedToStart(string resource, string problem, IReadOnlyList<ConsoleLine> lines) =>
        Trouble(resource, $"failed to start: {problem.TrimEnd('.')}.", lines);

    public void Crashed(string resource, int exitCode, TimeSpan after, IReadOnlyList<ConsoleLine> lines) =>
        Trouble(resource, $"ended by itself after {after.TotalSeconds:0.0} s, exit code {exitCode}.", lines);

    /// <summary>Prints all that a resource prints, when that is wanted.</summary>
    public ConsoleLog Follow(string resource, ConsoleLog log)
    {
        if (verbose)
        {
            log.LineAdded = line => Line(resource, $"| {line.Line}");
        }

        return log;
    }

    private void Trouble(string resource, string problem, IReadOnlyList<ConsoleLine> lines)
    {
        var shown = verbose ? [] : lines;
        var intro = shown.Count > 0 ? " It printed last:" : "";
        Write(string.Join(Environment.NewLine, shown
            .Select(line => $"  {resource,-NameWidth} | {line.Line}")
            .Prepend($"  {resource,-NameWidth} {problem}{intro}")));
    }

    private void Write(string text)
    {
        lock (_lock)
        {
            try
            {
                output.WriteLine(text);
                output.Flush();
            }
            catch (IOException)
            {
                // The terminal has been closed; what is left to do is to stop in order.
            }
        }
    }
}
