namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>
/// Chooses the rows that stand on the page: a trace of ten thousand spans is more than people or browsers can read. Whatever is asked for comes
/// first, with what is above it; then, from the top down, the first of each group of siblings. Lines in place of the others say how many they are.
/// </summary>
internal sealed class WaterfallFold
{
    /// <summary>Rows on a page at most, but for the lines that stand for others.</summary>
    public const int MaxRows = 1_000;

    /// <summary>Siblings that are shown of a group that nobody asked for.</summary>
    public const int GroupSize = 60;

    /// <summary>Siblings that are shown of a group that was asked for.</summary>
    public const int OpenedSize = 300;

    private readonly IReadOnlyList<WaterfallRow> _rows;
    private readonly ILookup<int, int> _children;
    private readonly bool[] _shown;
    private int _left = MaxRows;

    private WaterfallFold(IReadOnlyList<WaterfallRow> rows)
    {
        _rows = rows;
        _shown = new bool[rows.Count];
        // Of the part of the trace that is looked at: what lies in it, and what leads to that.
        var there = new bool[rows.Count];
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            there[row] |= rows[row].IsOnAxis;
            if (there[row] && rows[row].Parent >= 0)
                there[rows[row].Parent] = true;
        }

        _children = Enumerable.Range(0, rows.Count).Where(row => there[row]).ToLookup(row => rows[row].Parent);
    }

    /// <summary>The lines of the page, in order.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="selected">The span that must be there.</param>
    /// <param name="isWanted">Which rows were asked for; null for all alike.</param>
    /// <param name="opened">The groups that were asked for by the id of their parent, and how many siblings of each to pass over; an empty id is the top.</param>
    public static IReadOnlyList<WaterfallLineItem> Of(
        IReadOnlyList<WaterfallRow> rows, string? selected, Func<WaterfallRow, bool>? isWanted, IReadOnlyDictionary<string, int> opened)
    {
        var fold = new WaterfallFold(rows);
        fold.ShowWithAncestors(row => row.Span.SpanId == selected);
        foreach (var (parent, skip) in opened)
            fold.Open(parent, skip);
        if (isWanted is null)
            fold.ShowFromTheTop(opened);
        else
            fold.ShowWithAncestors(isWanted);
        return fold.Lines(opened);
    }

    private void ShowWithAncestors(Func<WaterfallRow, bool> isWanted)
    {
        for (var row = 0; row < _rows.Count && _left > 0; row++)
        {
            if (isWanted(_rows[row]) && _rows[row].IsOnAxis)
                ShowWithAncestors(row);
        }
    }

    private void ShowWithAncestors(int row)
    {
        for (var at = row; at >= 0 && !_shown[at]; at = _rows[at].Parent)
            Show(at);
    }

    private void Open(string parent, int skip)
    {
        var row = parent.Length == 0 ? SpanNode.NoParent : Enumerable.Range(0, _rows.Count).FirstOrDefault(row => _rows[row].Span.SpanId == parent, -2);
        if (row < SpanNode.NoParent)
            return;
        if (row >= 0)
            ShowWithAncestors(row);
        foreach (var child in _children[row].Skip(skip).Take(OpenedSize))
            Show(child);
    }

    private void ShowFromTheTop(IReadOnlyDictionary<string, int> opened)
    {
        var ahead = new Queue<int>([SpanNode.NoParent]);
        while (_left > 0 && ahead.TryDequeue(out var parent))
        {
            if (!opened.ContainsKey(IdOf(parent)))
            {
                foreach (var child in _children[parent].Take(GroupSize))
                    Show(child);
            }

            foreach (var child in _children[parent].Where(child => _shown[child] && _rows[child].ChildCount > 0))
                ahead.Enqueue(child);
        }
    }

    private void Show(int row)
    {
        if (_shown[row] || _left <= 0)
            return;
        _shown[row] = true;
        _left--;
    }

    private List<WaterfallLineItem> Lines(IReadOnlyDictionary<string, int> opened)
    {
        var lines = new List<WaterfallLineItem>();
        // A stack of our own: a chain of spans may be deeper than a thread's.
        var ahead = new Stack<(int Parent, Queue<int> Children)>([(SpanNode.NoParent, new(_children[SpanNode.NoParent]))]);
        while (ahead.TryPeek(out var group))
        {
            if (!group.Children.TryPeek(out var child))
            {
                ahead.Pop();
            }
            else if (_shown[child])
            {
                group.Children.Dequeue();
                lines.Add(new(_rows[child], null));
                ahead.Push((child, new(_children[child])));
            }
            else
            {
                lines.Add(new(null, Skip(group.Parent, group.Children)));
            }
        }

        return lines;
    }

    // The siblings up to the next that is shown are one line.
    private SkippedRows Skip(int parent, Queue<int> children)
    {
        var skip = _children[parent].Count() - children.Count;
        var (siblings, spans, errors) = (0, 0, 0);
        while (children.TryPeek(out var child) && !_shown[child])
        {
            children.Dequeue();
            siblings++;
            for (var row = child; row < _rows.Count && (row == child || _rows[row].Depth > _rows[child].Depth); row++)
            {
                spans++;
                errors += _rows[row].IsError ? 1 : 0;
            }
        }

        var depth = parent < 0 ? 0 : _rows[parent].Depth + 1;
        return new(IdOf(parent), children.Count == 0 ? skip : Math.Max(0, skip + siblings - OpenedSize), depth, spans, errors);
    }

    private string IdOf(int row) => row < 0 ? "" : _rows[row].Span.SpanId;
}

/// <summary>A line of the waterfall: a span's, or one that stands for others.</summary>
public sealed record WaterfallLineItem(WaterfallRow? Row, SkippedRows? Skipped);

/// <summary>Spans that aren't shown.</summary>
/// <param name="ParentId">The id of the span that they are under; empty at the top.</param>
/// <param name="Skip">How many of its children to pass over to see them.</param>
/// <param name="Depth">How far the line is indented.</param>
/// <param name="SpanCount">How many spans they are, with all that is below them.</param>
/// <param name="ErrorCount">How many of those failed.</param>
public sealed record SkippedRows(string ParentId, int Skip, int Depth, int SpanCount, int ErrorCount);
