namespace Cruddur.Hosting;

/// <summary>A line that a resource printed.</summary>
/// <param name="Time">When it was read.</param>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Line">The text, cut at <see cref="LineReader.LongestLine"/>.</param>
internal sealed record ConsoleLine(DateTimeOffset Time, string Stream, string Line);

/// <summary>The last lines of one resource, over all its starts. Bound: 5,000 lines; the oldest go first.</summary>
internal sealed class ConsoleLog(TimeProvider time)
{
    public const int Capacity = 5000;

    private readonly Lock _lock = new();
    private readonly Queue<ConsoleLine> _lines = new();
    private readonly ChangeSignal _changed = new();
    private long _count;

    /// <summary>Called for each line, on the thread that read it.</summary>
    public Action<ConsoleLine>? LineAdded { get; set; }

    public void Add(string stream, string text)
    {
        var line = new ConsoleLine(time.GetUtcNow(), stream, text);
        lock (_lock)
        {
            if (_lines.Count == Capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
            _count++;
        }

        _changed.Raise();
        LineAdded?.Invoke(line);
    }

    public IReadOnlyList<ConsoleLine> Tail(int count) => After(0, count).Lines;

    /// <summary>The lines after the first <paramref name="seen"/>, at most the last <paramref name="most"/>; and what to wait for and ask next.</summary>
    public (IReadOnlyList<ConsoleLine> Lines, long Seen, Task Next) After(long seen, int most = Capacity)
    {
        var next = _changed.Next;
        lock (_lock)
        {
            var wanted = (int)Math.Min(Math.Min(_count - seen, _lines.Count), Math.Max(most, 0));
            return ([.. _lines.Skip(_lines.Count - wanted)], _count, next);
        }
    }
}
