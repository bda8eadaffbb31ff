namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Ids of rows that are told apart by their bytes, as far as they are remembered.</summary>
internal sealed class InternedRows
{
    // Services are few; whoever sends thousands of them makes the store look them up again.
    private const int Capacity = 4096;

    private readonly Dictionary<byte[], long> _ids = new(ByteComparer.Instance);
    private readonly Dictionary<byte[], long>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public InternedRows() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool TryGet(ReadOnlySpan<byte> body, out long id) => _lookup.TryGetValue(body, out id);

    public void Add(ReadOnlySpan<byte> body, long id)
    {
        if (_ids.Count >= Capacity)
            _ids.Clear();
        _lookup[body] = id;
    }

    public void Clear() => _ids.Clear();

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
