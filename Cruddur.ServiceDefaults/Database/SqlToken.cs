using System.Runtime.InteropServices;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>A piece of SQL; comments and white space are no pieces.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="End">The place after its last character.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End);

internal enum SqlTokenKind
{
    Word,
    QuotedName,
    Literal,
    Symbol,
}
