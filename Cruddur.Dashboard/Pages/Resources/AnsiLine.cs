using System.Text;

namespace Cruddur.Dashboard.Pages.Resources;

/// <summary>Reads the colours of a console line. What comes out is text and class names, never markup.</summary>
internal static class AnsiLine
{
    /// <summary>A longer line is cut here, and says so.</summary>
    public const int MaxLength = 16 * 1024;

    private const char Escape = '\u001b';

    /// <summary>Cuts a line into runs of one look each; cursor movements, titles and other control sequences are dropped.</summary>
    public static IReadOnlyList<AnsiRun> Parse(string line)
    {
        var runs = new List<AnsiRun>();
        var text = new StringBuilder();
        var look = AnsiLook.Plain;
        var rest = line.AsSpan(0, Math.Min(line.Length, MaxLength));
        while (!rest.IsEmpty)
        {
            var letter = rest[0];
            if (letter == Escape)
            {
                var sequence = AnsiSequence.Read(rest);
                rest = rest[sequence.Length..];
                if (!sequence.IsLook)
                    continue;
                Flush();
                look = look.With(sequence.Codes);
                continue;
            }

            if (!char.IsControl(letter) || letter == '\t')
                text.Append(letter);
            rest = rest[1..];
        }

        Flush();
        if (line.Length > MaxLength)
            runs.Add(new($" … {line.Length - MaxLength} more characters", "ansi-dim"));
        return runs;

        void Flush()
        {
            if (text.Length != 0)
                runs.Add(new(text.ToString(), look.ClassNames));
            text.Clear();
        }
    }
}

/// <summary>Text of one look.</summary>
/// <param name="Text">What to show.</param>
/// <param name="Class">Class names of the look; empty for a plain one.</param>
internal sealed record AnsiRun(string Text, string Class);
