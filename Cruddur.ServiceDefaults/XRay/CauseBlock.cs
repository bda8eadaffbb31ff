using System.Diagnostics;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The field <c>cause</c>: the exceptions that a span recorded; without one, what its status says.</summary>
internal static class CauseBlock
{
    public const string ExceptionEvent = "exception";

    // A span that records one in a loop tells no more with the next.
    private const int MaxExceptions = 50;

    public static bool HasException(Activity span)
    {
        foreach (ref readonly var occurrence in span.EnumerateEvents())
        {
            if (occurrence.Name is ExceptionEvent)
                return true;
        }

        return false;
    }

    /// <summary>Writes the field, if there is anything to tell.</summary>
    /// <param name="document">The document.</param>
    /// <param name="span">The span that failed.</param>
    /// <param name="errorType">What it says of its error.</param>
    public static void Write(DocumentWriter document, Activity span, string? errorType)
    {
        List<RecordedException> exceptions = [];
        foreach (ref readonly var occurrence in span.EnumerateEvents())
        {
            if (occurrence.Name is ExceptionEvent && exceptions.Count < MaxExceptions)
                Add(exceptions, occurrence);
        }

        if (exceptions.Count == 0 && span.Status == ActivityStatusCode.Error && span.StatusDescription is { Length: > 0 } description)
            exceptions.Add(new RecordedException(errorType ?? "", description));
        if (exceptions.Count == 0)
            return;

        document.Json.BeginObject("cause"u8);
        document.Json.BeginArray("exceptions"u8);
        for (var i = 0; i < Math.Min(exceptions.Count, document.ItemLimit); i++)
            Write(document, span, exceptions[i], i);
        document.Json.EndArray();
        document.Json.EndObject();
    }

    private static void Add(List<RecordedException> exceptions, in ActivityEvent occurrence)
    {
        string? type = null, message = null, stackTrace = null;
        foreach (ref readonly var tag in occurrence.EnumerateTagObjects())
        {
            switch (tag.Key)
            {
                case "exception.type":
                    type = tag.Value as string;
                    break;
                case "exception.message":
                    message = tag.Value as string;
                    break;
                case "exception.stacktrace":
                    stackTrace = tag.Value as string;
                    break;
            }
        }

        var before = exceptions.Count;
        foreach (var exception in ExceptionText.Read(type ?? "", message ?? "", stackTrace))
        {
            exception.Cause += before;
            exceptions.Add(exception);
        }
    }

    private static void Write(DocumentWriter document, Activity span, RecordedException exception, int index)
    {
        document.Json.BeginObject();
        document.Known("id"u8, Id(span, index));
        document.Text("type"u8, exception.Type);
        document.Text("message"u8, exception.Message);
        document.Flag("remote"u8, span.Kind is ActivityKind.Client or ActivityKind.Producer);
        if (exception.Cause is { } cause)
            document.Known("cause"u8, Id(span, cause));
        if (exception.Skipped > 0)
            document.Number("skipped"u8, exception.Skipped);
        WriteStack(document, exception);
        document.Json.EndObject();
    }

    private static void WriteStack(DocumentWriter document, RecordedException exception)
    {
        var shown = Math.Min(exception.Frames.Count, document.ItemLimit);
        if (shown + exception.Truncated == 0)
            return;

        document.Json.BeginArray("stack"u8);
        foreach (var frame in exception.Frames.Take(shown))
        {
            document.Json.BeginObject();
            document.Text("path"u8, frame.Path);
            document.Number("line"u8, frame.Line);
            document.Text("label"u8, frame.Label);
            document.Json.EndObject();
        }

        document.Json.EndArray();
        if (exception.Frames.Count - shown + exception.Truncated is > 0 and var truncated)
            document.Number("truncated"u8, truncated);
    }

    // X-Ray wants one that is unique within the trace: the span's own with the exception's place mixed in.
    private static string Id(Activity span, int index) => SegmentIds.Derived(span.SpanId, index + 1);
}
