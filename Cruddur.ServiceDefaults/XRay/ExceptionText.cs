using System.Globalization;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Reads the exceptions out of the text that .NET makes of one: itself, the exceptions inside it, and their frames.</summary>
/// <example><code>
/// System.InvalidOperationException: outer
///  ---> System.ArgumentException: inner
///    at Cruddur.Inner(String text) in /src/Cruddur/Inner.cs:line 3
///    --- End of inner exception stack trace ---
///    at Cruddur.Outer()
///  ---> (Inner Exception #1) System.Exception: another one of an AggregateException
///    at Cruddur.Another()&lt;---
/// </code></example>
internal sealed class ExceptionText
{
    /// <summary>Of a longer chain the first ones are kept and the last, which is the cause of all.</summary>
    public const int MaxExceptions = 10;

    public const int MaxFrames = 50;

    private const string Inner = " ---> ";
    private const string NumberedInner = "(Inner Exception #";
    private const string EndOfNumbered = "<---";
    private const string EndOfInner = "--- End of inner exception stack trace ---";
    private const string EndOfPrevious = "--- End of stack trace from previous location";

    private readonly List<RecordedException> _found = [];
    private readonly Stack<int> _open = new();
    private bool _inMessage;

    private ExceptionText(RecordedException outer)
    {
        _found.Add(outer);
        _open.Push(0);
    }

    /// <summary>The exceptions, the outer one first.</summary>
    public static IReadOnlyList<RecordedException> Read(string type, string message, string? stackTrace)
    {
        var text = new ExceptionText(new RecordedException(type, message));
        foreach (var line in (stackTrace ?? "").AsSpan().EnumerateLines())
            text.ReadLine(line);
        return text._found;
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        var isLast = line.EndsWith(EndOfNumbered, StringComparison.Ordinal);
        if (isLast)
            line = line[..^EndOfNumbered.Length];

        var content = line.TrimStart();
        if (line.StartsWith(Inner, StringComparison.Ordinal))
            Begin(line[Inner.Length..]);
        else if (content.StartsWith("at ", StringComparison.Ordinal) && content.Length < line.Length)
            AddFrame(content[3..]);
        else if (content.StartsWith(EndOfInner, StringComparison.Ordinal))
            End();
        else if (_inMessage && !content.StartsWith(EndOfPrevious, StringComparison.Ordinal))
            _found[_open.Peek()].Message += $"\n{line}";

        if (isLast)
            End();
    }

    private void Begin(ReadOnlySpan<char> line)
    {
        if (line.StartsWith(NumberedInner, StringComparison.Ordinal) && line.IndexOf(") ", StringComparison.Ordinal) is > 0 and var close)
            line = line[(close + 2)..];

        // "Namespace.Type: message" or "Namespace.Type (code): message".
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var type = colon < 0 ? line : line[..colon];
        var blank = type.IndexOf(' ');
        var exception = new RecordedException((blank < 0 ? type : type[..blank]).ToString(), colon < 0 ? "" : line[(colon + 2)..].ToString());

        var outer = _open.Peek();
        if (_found.Count < MaxExceptions)
            _found.Add(exception);
        else
        {
            exception.Skipped = _found[^1].Skipped + 1;
            _found[^1] = exception;
        }

        var index = _found.Count - 1;
        if (outer != index)
            _found[outer].Cause ??= index;
        _open.Push(index);
        _inMessage = true;
    }

    private void End()
    {
        if (_open.Count > 1)
            _open.Pop();
        _inMessage = false;
    }

    private void AddFrame(ReadOnlySpan<char> frame)
    {
        _inMessage = false;
        var exception = _found[_open.Peek()];
        if (exception.Frames.Count == MaxFrames)
        {
            exception.Truncated++;
            return;
        }

        var arguments = frame.IndexOf('(');
        var label = (arguments < 0 ? frame : frame[..arguments]).ToString();
        var place = frame.IndexOf(") in ", StringComparison.Ordinal);
        if (place < 0)
        {
            exception.Frames.Add(new RecordedFrame(label, null, null));
            return;
        }

        var path = frame[(place + 5)..];
        var colon = path.LastIndexOf(":line ", StringComparison.Ordinal);
        if (colon >= 0 && int.TryParse(path[(colon + 6)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            exception.Frames.Add(new RecordedFrame(label, path[..colon].ToString(), number));
        else
            exception.Frames.Add(new RecordedFrame(label, path.ToString(), null));
    }
}

/// <summary>An exception as a span tells of it.</summary>
internal sealed class RecordedException(string type, string message)
{
    public string Type => type;

    public string Message { get; set; } = message;

    public List<RecordedFrame> Frames { get; } = [];

    /// <summary>Frames above <see cref="ExceptionText.MaxFrames"/>.</summary>
    public int Truncated { get; set; }

    /// <summary>Which of the exceptions caused this one.</summary>
    public int? Cause { get; set; }

    /// <summary>How many exceptions are left out between this one and the one that it caused.</summary>
    public int Skipped { get; set; }
}

internal readonly record struct RecordedFrame(string Label, string? Path, int? Line);
