using System.Text.RegularExpressions;

namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A line of a stack trace in the parts that a reader looks for. Joined they are the line as it was sent.</summary>
/// <param name="Before">What is before the method.</param>
/// <param name="Method">The method; empty where the line names none.</param>
/// <param name="Between">What is between the method and the place.</param>
/// <param name="Place">The file with its line; empty where the line names none.</param>
/// <param name="After">What is behind the place.</param>
public sealed partial record StackLine(string Before, string Method, string Between, string Place, string After)
{
    private const int TimeoutMilliseconds = 50;

    // A line may be as long as its sender likes: behind this nothing is looked for.
    private const int MaxLength = 1_000;

    private static readonly Regex[] Forms = [DotNet(), Java(), Python(), JavaScript(), Go()];

    /// <summary>Whether it is a frame that has a place in a file: most likely of the program itself.</summary>
    public bool HasPlace => Place.Length > 0;

    /// <summary>Whether it is a frame at all.</summary>
    public bool IsFrame => Method.Length > 0 || HasPlace;

    /// <summary>Reads a stack trace as .NET, Java, Python, JavaScript or Go write it; a line in no such form stays whole.</summary>
    public static IReadOnlyList<StackLine> Read(string stack) => [.. stack.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(Of)];

    private static StackLine Of(string line)
    {
        if (line.Length <= MaxLength)
        {
            foreach (var form in Forms)
            {
                if (Match(form, line) is { } found)
                    return found;
            }
        }

        return new(line, "", "", "", "");
    }

    private static StackLine? Match(Regex form, string line)
    {
        try
        {
            var match = form.Match(line);
            if (!match.Success)
                return null;
            var (method, place) = (match.Groups["method"], match.Groups["place"]);
            var last = place.Success ? place : method;
            // Python names the place first: there is no method in the middle then.
            return method.Success && (!place.Success || method.Index < place.Index)
                ? new(line[..method.Index], method.Value, place.Success ? line[(method.Index + method.Length)..place.Index] : "", place.Value, line[(last.Index + last.Length)..])
                : new(line[..place.Index], "", "", place.Value, line[(place.Index + place.Length)..]);
        }
        catch (RegexMatchTimeoutException)
        {
            // A line made to take long is shown as it is.
            return null;
        }
    }

    // "   at Shop.Feed.ReadAsync(String id) in /src/Feed.cs:line 42"
    [GeneratedRegex(@"^\s*at (?<method>[^()\s]+(?: \([^)]*\))?)\([^)]*\)( in (?<place>.+:line \d+))?$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex DotNet();

    // "\tat com.shop.Feed.read(Feed.java:42) ~[shop.jar:1.0]"
    [GeneratedRegex(@"^\s*at (?<method>[^()\s]+)\((?<place>[^():\s]+:\d+)\)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Java();

    // "  File "/src/feed.py", line 42, in read"
    [GeneratedRegex(@"^\s*File ""(?<place>[^""]+"", line \d+)", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Python();

    // "    at read (/src/feed.js:42:7)" and "    at /src/feed.js:42:7"
    [GeneratedRegex(@"^\s*at ((?<method>[^(]+?) \((?<place>[^()]+:\d+:\d+)\)|(?<place>[^()\s]+:\d+:\d+))$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex JavaScript();

    // "\t/src/feed.go:42 +0x1d"
    [GeneratedRegex(@"^\t(?<place>[^\s:]+\.go:\d+)( \+0x[0-9a-f]+)?$", RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Go();
}
