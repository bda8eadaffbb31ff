using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>A text, not an empty one, that is looked for in any case, as <see cref="StringComparison.OrdinalIgnoreCase"/> does.</summary>
internal sealed class TextNeedle
{
    private const int IdDigits = 16;
    private const int BitsADigit = 4;

    private readonly string _text;
    private readonly ulong _digits;
    private readonly SearchValues<string> _search;

    public TextNeedle(string text)
    {
        _text = text;
        _search = SearchValues.Create([text], StringComparison.OrdinalIgnoreCase);
        IsHex = text.Length <= 2 * IdDigits && text.All(char.IsAsciiHexDigit);
        if (IsHex && text.Length <= IdDigits)
            _digits = ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it can be a part of an id.</summary>
    public bool IsHex { get; }

    /// <summary>Whether a text contains it.</summary>
    public bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(_search);

    /// <summary>Whether a trace's id contains it.</summary>
    public bool IsIn(ReadOnlySpan<byte> traceId)
    {
        Span<char> digits = stackalloc char[32];
        return IsHex && Convert.TryToHexStringLower(traceId, digits, out var length) && IsIn(digits[..length]);
    }

    /// <summary>Whether a span's id contains it; there are so many of these that their digits aren't written out.</summary>
    public bool IsIn(long spanId)
    {
        if (!IsHex || _text.Length > IdDigits)
            return false;
        var mask = ulong.MaxValue >> (BitsADigit * (IdDigits - _text.Length));
        var id = (ulong)spanId;
        for (var places = IdDigits - _text.Length; places >= 0; places--, id >>= BitsADigit)
        {
            if ((id & mask) == _digits)
                return true;
        }

        return false;
    }

    /// <summary>Finds it in texts that lie one behind the other.</summary>
    /// <param name="values">The texts; nothing but ASCII.</param>
    /// <param name="found">Set for each text that contains it.</param>
    public void Find(Blocks.Values values, Span<bool> found)
    {
        var characters = ArrayPool<char>.Shared.Rent(Math.Max(1, values.Bytes.Length));
        try
        {
            Encoding.Latin1.GetChars(values.Bytes, characters);
            var all = characters.AsSpan(0, values.Bytes.Length);
            for (var start = 0; start < all.Length;)
            {
                var at = all[start..].IndexOfAny(_search);
                if (at < 0)
                    return;
                at += start;
                var value = values.At(at);
                var isWhole = at + _text.Length <= values.End(value);
                found[value] |= isWhole;
                // One that reaches over the end of a text was none; another may start behind its first character.
                start = isWhole ? values.End(value) : at + 1;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
