namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>What a block holds, with the numbers that stand in the file.</summary>
internal enum RecordKind
{
    Span = 1,
    Log = 2,
}
