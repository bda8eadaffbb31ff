namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Gathers a column of numbers. A row that isn't given one has 0.</summary>
internal sealed class LongsBuilder
{
    private long[] _numbers = new long[16];

    public void Set(int row, long number)
    {
        if (row >= _numbers.Length)
            Array.Resize(ref _numbers, Math.Max(_numbers.Length * 2, row + 1));
        _numbers[row] = number;
    }

    public ReadOnlySpan<long> Numbers(int rows)
    {
        if (rows > _numbers.Length)
            Array.Resize(ref _numbers, rows);
        return _numbers.AsSpan(0, rows);
    }

    public void Clear() => Array.Clear(_numbers);
}
