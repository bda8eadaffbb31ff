using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>An exception and those inside it, outermost first, each with its frames.</summary>
internal static class ExceptionTraces
{
    private const int MaxTraces = 10;
    private const int MaxFrames = 100;
    private const int MaxMessage = 4096;

    public static RollbarBody BodyOf(Exception exception)
    {
        var traces = Chain(exception).Take(MaxTraces).Select(Trace).ToList();
        return traces.Count == 1 ? new RollbarBody(Trace: traces[0]) : new RollbarBody(TraceChain: traces);
    }

    // A task that waits for several fails with all of their exceptions; each comes with those inside it.
    private static IEnumerable<Exception> Chain(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Chain).Prepend(exception),
        { InnerException: { } inner } => Chain(inner).Prepend(exception),
        _ => [exception],
    };

    private static RollbarTrace Trace(Exception exception) => new(
        [.. Outermost(Frames(exception))],
        new RollbarException(ExceptionFrame.TypeName(exception.GetType()), Shortened.Text(RollbarMapping.Scrubbed(exception.Message), MaxMessage)));

    // .NET has the innermost call first, Rollbar wants it last.
    private static IEnumerable<RollbarFrame> Outermost(List<RollbarFrame> frames)
    {
        frames.Reverse();
        return frames.Count <= MaxFrames ? frames : frames.Take(MaxFrames / 2).Concat(frames.TakeLast(MaxFrames / 2));
    }

    private static List<RollbarFrame> Frames(Exception exception) =>
        [.. new StackTrace(exception, fNeedFileInfo: true).GetFrames().Select(ExceptionFrame.Of).OfType<RollbarFrame>()];
}
