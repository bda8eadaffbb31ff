using System.Text;

namespace Cruddur.Hosting;

/// <summary>Splits what a process prints into lines, with a bound that <see cref="StreamReader.ReadLine"/> doesn't have.</summary>
internal static class LineReader
{
    /// <summary>What a line is cut at, in characters.</summary>
    public const int LongestLine = 4096;

    private const string CutMark = " [cut]";

    public static async Task ReadAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
        var buffer = new char[LongestLine];
        var line = new StringBuilder();
        var length = 0L;
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                if (character == '\n')
                {
                    Flush();
                    continue;
                }

                length++;
                if (line.Length < LongestLine)
                {
                    line.Append(character);
                }
            }
        }

        if (length > 0)
        {
            Flush();
        }

        void Flush()
        {
            var text = line.ToString().TrimEnd('\r');
            onLine(length > LongestLine ? text + CutMark : text);
            line.Clear();
            length = 0;
        }
    }
}
