using System.Runtime.InteropServices;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>A column of numbers, one for each row.</summary>
internal sealed class Longs
{
    private readonly int _rows;
    private readonly long[]? _numbers;
    private readonly long _constant;

    /// <summary>A column whose rows are all alike.</summary>
    public Longs(int rows, long constant) => (_rows, _constant) = (rows, constant);

    public Longs(long[] numbers) => (_rows, _numbers) = (numbers.Length, numbers);

    public int HeldBytes => 50 + (8 * (_numbers?.Length ?? 0));

    public long this[int row] => _numbers is null ? _constant : _numbers[row];

    /// <summary>The first row with a number above this one, in a column that rises.</summary>
    public int RowAfter(long number)
    {
        if (_numbers is null)
            return _constant > number ? 0 : _rows;
        var found = Array.BinarySearch(_numbers, number);
        return found < 0 ? ~found : found + 1;
    }

    /// <summary>The rows with this number.</summary>
    public RowSet Where(long number) => Where(one => one == number);

    /// <summary>The rows whose number passes.</summary>
    public RowSet Where(Func<long, bool> passes)
    {
        if (_numbers is null)
            return passes(_constant) ? RowSet.All(_rows) : new(_rows);
        var found = new RowSet(_rows);
        // Numbers repeat: many a column has runs of the same.
        var (last, passed) = (_numbers[0], passes(_numbers[0]));
        for (var row = 0; row < _numbers.Length; row++)
        {
            if (_numbers[row] != last)
                (last, passed) = (_numbers[row], passes(_numbers[row]));
            if (passed)
                found[row] = true;
        }

        return found;
    }

    /// <summary>Writes the numbers as what each adds to the one before it, the same bytes of all together: so they deflate well.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<long> numbers)
    {
        var deltas = new long[numbers.Length];
        for (var row = 0; row < numbers.Length; row++)
            deltas[row] = row == 0 ? numbers[0] : numbers[row] - numbers[row - 1];
        var bytes = MemoryMarshal.AsBytes(deltas.AsSpan());
        for (var place = 0; place < 8; place++)
        {
            for (var at = place; at < bytes.Length; at += 8)
                writer.WriteByte(bytes[at]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Longs Read(int rows, ReadOnlySpan<byte> written)
    {
        var numbers = new long[rows];
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        for (var place = 0; place < 8; place++)
        {
            var plane = written.Slice(place * rows, rows);
            for (var row = 0; row < rows; row++)
                bytes[(row * 8) + place] = plane[row];
        }

        for (var row = 1; row < rows; row++)
            numbers[row] += numbers[row - 1];
        return new(numbers);
    }
}
