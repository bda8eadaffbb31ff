using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>
/// Writes JSON as UTF-8 into one buffer that is used again and again. It checks nothing but texts, which may hold anything: what JSON forbids is escaped, half a
/// surrogate pair becomes U+FFFD. <see cref="System.Text.Json.Utf8JsonWriter"/> takes three times as long for a segment.
/// </summary>
internal sealed class JsonBuffer
{
    private const int InitialCapacity = 16 * 1024;

    // What one document needed above it was for its own sake alone.
    private const int KeptCapacity = 256 * 1024;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    private byte[] _bytes = new byte[InitialCapacity];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins anew, with bytes that are no JSON and end in a line feed.</summary>
    public void Begin(ReadOnlySpan<byte> header)
    {
        if (_bytes.Length > KeptCapacity)
            _bytes = new byte[InitialCapacity];
        header.CopyTo(_bytes);
        _length = header.Length;
    }

    public void BeginObject() => Open((byte)'{');

    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'{');
    }

    public void EndObject() => Append((byte)'}');

    public void BeginArray() => Open((byte)'[');

    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'[');
    }

    public void EndArray() => Append((byte)']');

    /// <summary>A property's name that needs no escaping.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Reserve(name.Length + 4);
        Separate();
        _bytes[_length++] = (byte)'"';
        name.CopyTo(_bytes.AsSpan(_length));
        _length += name.Length;
        _bytes[_length++] = (byte)'"';
        _bytes[_length++] = (byte)':';
    }

    /// <summary>Any property's name.</summary>
    public void Name(ReadOnlySpan<char> name)
    {
        Text(name);
        Append((byte)':');
    }

    public void Text(ReadOnlySpan<char> text)
    {
        Reserve(3);
        Separate();
        _bytes[_length++] = (byte)'"';
        while (text.IndexOfAny(Escaped) is >= 0 and var plain)
        {
            Transcode(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }

        Transcode(text);
        Append((byte)'"');
    }

    /// <summary>A value as it is: a number, <c>true</c>, <c>null</c>.</summary>
    public void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length + 1);
        Separate();
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    public void Number<T>(T number)
        where T : IUtf8SpanFormattable
    {
        const int longest = 64;
        Reserve(longest + 1);
        Separate();
        number.TryFormat(_bytes.AsSpan(_length), out var written, default, null);
        _length += written;
    }

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    private void Open(byte bracket)
    {
        Reserve(2);
        Separate();
        _bytes[_length++] = bracket;
    }

    // What stands before tells whether a comma is due; the line feed is the header's.
    private void Separate()
    {
        if (_bytes[_length - 1] is not ((byte)'{' or (byte)'[' or (byte)':' or (byte)'\n'))
            _bytes[_length++] = (byte)',';
    }

    private void Transcode(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    private void Escape(char character)
    {
        Reserve(6);
        _bytes[_length++] = (byte)'\\';
        switch (character)
        {
            case '"' or '\\':
                _bytes[_length++] = (byte)character;
                break;
            case '\n':
                _bytes[_length++] = (byte)'n';
                break;
            default:
                "u00"u8.CopyTo(_bytes.AsSpan(_length));
                Utf8Formatter.TryFormat((byte)character, _bytes.AsSpan(_length + 3), out _, new StandardFormat('x', 2));
                _length += 5;
                break;
        }
    }

    private void Append(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
