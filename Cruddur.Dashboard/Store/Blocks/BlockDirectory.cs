using System.Text;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>What columns and chunks a block has. A column whose rows are all alike stands here whole.</summary>
internal sealed class BlockDirectory
{
    private const byte StoredForm = 0;
    private const byte ConstantForm = 1;

    private readonly Dictionary<ColumnName, DirectoryEntry> _entries;
    private readonly int[] _chunks;

    public BlockDirectory(IReadOnlyList<DirectoryEntry> entries, int[] chunks)
    {
        _entries = entries.ToDictionary(entry => entry.Name);
        _chunks = chunks;
        foreach (var entry in entries)
            HeldBytes += 150 + (2 * entry.Name.Key.Length) + (entry.Constant?.Length ?? 0);
    }

    /// <summary>About how many bytes it holds in memory.</summary>
    public int HeldBytes { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyCollection<DirectoryEntry> Columns => _entries.Values;

    /// <summary>How many chunks the records are in.</summary>
    public int ChunkCount => _chunks.Length;

    public DirectoryEntry? Find(ColumnName name) => _entries.GetValueOrDefault(name);

    /// <summary>The chunk that a row's record is in.</summary>
    public int ChunkOf(int row)
    {
        var found = Array.BinarySearch(_chunks, row);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The first row of a chunk.</summary>
    public int FirstRow(int chunk) => _chunks[chunk];

    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.WriteVarint((uint)_chunks.Length);
        foreach (var first in _chunks)
            writer.WriteVarint((uint)first);
        foreach (var entry in _entries.Values)
        {
            writer.WriteByte((byte)entry.Name.Own);
            var key = Encoding.UTF8.GetBytes(entry.Name.Key);
            writer.WriteVarint((uint)key.Length);
            writer.Write(key);
            writer.WriteVarint((uint)entry.Ordinal);
            writer.WriteByte(entry.Constant is null ? StoredForm : ConstantForm);
            if (entry.Constant is not { } constant)
                continue;
            writer.WriteVarint((uint)constant.Length);
            writer.Write(constant);
        }

        return writer.Written.ToArray();
    }

    public static BlockDirectory Read(ReadOnlySpan<byte> written)
    {
        var reader = new ByteReader(written);
        var chunks = new int[reader.ReadVarint()];
        for (var chunk = 0; chunk < chunks.Length; chunk++)
            chunks[chunk] = (int)reader.ReadVarint();
        var entries = new List<DirectoryEntry>();
        while (!reader.IsAtEnd)
        {
            var own = (OwnColumn)reader.ReadByte();
            var key = Encoding.UTF8.GetString(reader.Read((int)reader.ReadVarint()));
            var ordinal = (int)reader.ReadVarint();
            entries.Add(new(new(own, key), ordinal, reader.ReadByte() == StoredForm ? null : reader.Read((int)reader.ReadVarint()).ToArray()));
        }

        return new(entries, chunks);
    }
}

/// <summary>A column of a block.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Ordinal">Where it is stored, among the block's columns.</param>
/// <param name="Constant">The column itself where its rows are all alike; null where it is stored.</param>
internal sealed record DirectoryEntry(ColumnName Name, int Ordinal, byte[]? Constant);
