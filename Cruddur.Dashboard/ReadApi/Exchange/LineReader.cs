namespace Cruddur.Dashboard.ReadApi.Exchange;

/// <summary>Reads a stream line by line, and holds no more of it than one line may have.</summary>
internal sealed class LineReader(Stream stream, int maxLine, long maxTotal)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _total;
    private bool _isPassing;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line, without its end; one that is too long is passed over, and comes as null.</summary>
    /// <returns>Whether there was a line.</returns>
    /// <exception cref="BadHttpRequestException">The stream is longer than it may be.</exception>
    public async Task<(bool IsThere, ReadOnlyMemory<byte>? Line)> ReadAsync(CancellationToken cancellationToken)
    {
        for (var scanned = _start; ;)
        {
            var length = _buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(scanned + length, scanned + length + 1);
            if (_end - _start > maxLine)
            {
                _isPassing = true;
                _start = _end;
            }

            MakeRoom();
            scanned = _end;
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                return _end > _start || _isPassing ? Take(_end, _end) : (false, null);
            _end += read;
            _total += read;
            if (_total > maxTotal)
                throw new BadHttpRequestException($"There are more than {maxTotal} bytes, unpacked (Dashboard:MaxImportBytes).", StatusCodes.Status413PayloadTooLarge);
        }
    }

    private (bool IsThere, ReadOnlyMemory<byte>? Line) Take(int end, int next)
    {
        ReadOnlyMemory<byte>? line = null;
        if (!_isPassing && end - _start <= maxLine)
            line = _buffer.AsMemory(_start, end - _start);
        (_start, _isPassing) = (next, false);
        Number++;
        return (true, line);
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxLine + 1L));
    }
}
