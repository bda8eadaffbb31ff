using Cruddur.Dashboard.Otlp;

namespace Cruddur.Dashboard.ReadApi.Exchange;

/// <summary>What became of an import.</summary>
internal sealed class ImportAnswer
{
    // Of many problems the first will do.
    private const int MaxProblems = 20;

    private readonly List<ImportProblem> _problems = [];

    /// <summary>Lines that were taken.</summary>
    public long Lines { get; private set; }

    /// <summary>Spans in them.</summary>
    public long Spans { get; private set; }

    /// <summary>Log records in them.</summary>
    public long Logs { get; private set; }

    /// <summary>Metrics in them.</summary>
    public long Metrics { get; private set; }

    /// <summary>Lines that were refused.</summary>
    public long RefusedLines { get; private set; }

    /// <summary>Records that were refused in lines that were taken.</summary>
    public long RefusedRecords { get; private set; }

    /// <summary>What is wrong, for the first few lines with something wrong.</summary>
    public IReadOnlyList<ImportProblem> Problems => _problems;

    /// <summary>Counts a line that was taken, maybe in part.</summary>
    public void Take(long line, OtlpSignal signal, Refusals refusals)
    {
        Lines++;
        Spans += signal == OtlpSignal.Traces ? refusals.Kept : 0;
        Logs += signal == OtlpSignal.Logs ? refusals.Kept : 0;
        Metrics += signal == OtlpSignal.Metrics ? refusals.Kept : 0;
        RefusedRecords += refusals.Count;
        if (refusals.Count > 0)
            Say(line, refusals.ToString());
    }

    /// <summary>Counts a line that was refused.</summary>
    public void Refuse(long line, string message)
    {
        RefusedLines++;
        Say(line, message);
    }

    private void Say(long line, string message)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(new(line, message));
    }
}

/// <summary>What is wrong with a line.</summary>
internal sealed record ImportProblem(long Line, string Message);
