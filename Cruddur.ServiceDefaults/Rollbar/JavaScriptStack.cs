using System.Globalization;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>
/// The frames of a stack as browsers write it, the innermost call last. Chromium: <c>    at name (url:line:column)</c> or <c>    at url:line:column</c>;
/// Firefox and Safari: <c>name@url:line:column</c>. Lines of another form are passed over.
/// </summary>
internal static class JavaScriptStack
{
    private const int MaxFrames = 50;
    private const int MaxText = 500;

    public static IReadOnlyList<RollbarFrame> Frames(string stack)
    {
        var frames = new List<RollbarFrame>();
        foreach (var line in stack.AsSpan().EnumerateLines())
        {
            if (frames.Count < MaxFrames && Frame(line.Trim()) is { } frame)
                frames.Add(frame);
        }

        frames.Reverse();
        return frames;
    }

    private static RollbarFrame? Frame(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("at ", StringComparison.Ordinal))
            return Chromium(line[3..]);
        // A name may hold an @ as well as a URL may; URLs begin with a scheme.
        var at = line.IndexOf("@http", StringComparison.Ordinal) is var http and >= 0 ? http : line.IndexOf('@');
        return at < 0 ? null : Located(line[..at], line[(at + 1)..]);
    }

    private static RollbarFrame? Chromium(ReadOnlySpan<char> call)
    {
        // eval (eval at name (url:1:2), <anonymous>:3:4): what counts is where it was called.
        if (call.IndexOf("(eval at ", StringComparison.Ordinal) is var eval and >= 0)
        {
            var inner = call[(eval + "(eval at ".Length)..];
            var end = inner.IndexOf(')');
            return end < 0 ? null : Chromium(inner[..(end + 1)]);
        }

        var open = call.LastIndexOf(" (", StringComparison.Ordinal);
        return open >= 0 && call.EndsWith(")", StringComparison.Ordinal)
            ? Located(call[..open], call[(open + 2)..^1])
            : Located(default, call.StartsWith("async ", StringComparison.Ordinal) ? call["async ".Length..] : call);
    }

    // url:line:column, url:line, or what stands for code of the browser's own: <anonymous>, native code.
    private static RollbarFrame? Located(ReadOnlySpan<char> name, ReadOnlySpan<char> place)
    {
        var column = TakeNumber(ref place);
        var line = column is null ? null : TakeNumber(ref place);
        if (line is null)
            (line, column) = (column, null);
        if (place.StartsWith(":", StringComparison.Ordinal) || (line is null && !IsNative(place)))
            return null;

        var method = name.StartsWith("async ", StringComparison.Ordinal) ? name["async ".Length..] : name;
        return new RollbarFrame(Text(place), line, column, method.IsEmpty ? "<anonymous>" : Text(method));
    }

    private static bool IsNative(ReadOnlySpan<char> place) => place is "<anonymous>" or "native" or "native code" or "[native code]";

    private static int? TakeNumber(ref ReadOnlySpan<char> place)
    {
        var colon = place.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        place = place[..colon];
        return number;
    }

    private static string Text(ReadOnlySpan<char> text) => Shortened.Text(text.ToString(), MaxText);
}
