using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Cruddur.Dashboard.Resources;

/// <summary>Cuts a stream into its lines.</summary>
internal static class NdjsonLines
{
    /// <summary>A longer line can't be told from a stream that isn't NDJSON: reading ends there.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    /// <summary>Yields each line as it arrives, empty ones (heartbeats) too. A last line without its line feed is incomplete and left out.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLineBytes"/>.</exception>
    public static async IAsyncEnumerable<byte[]> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream);
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return buffer.Slice(0, end).ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > MaxLineBytes)
                throw new InvalidDataException($"The feed sent a line of more than {MaxLineBytes} bytes.");
            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                yield break;
        }
    }
}
