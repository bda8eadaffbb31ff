using System.Buffers.Binary;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Puts a batch into a block whole, or, where it is larger than one, into blocks of its own.</summary>
internal sealed class BlockFilling : IDisposable
{
    private readonly OpenBlock _open;
    private readonly List<SealedBlock> _sealed;
    private readonly TelemetryBatch _batch;
    private readonly List<int> _without;
    private bool _isLarge;

    public BlockFilling(OpenBlock open, List<SealedBlock> sealedBlocks, TelemetryBatch batch, int rows, List<int> without)
    {
        (_open, _sealed, _batch, _without) = (open, sealedBlocks, batch, without);
        if (open.IsFullWith(rows, batch.PayloadBytes))
            _sealed.Add(open.Seal());
    }

    /// <summary>Makes room for the next record.</summary>
    public void Next()
    {
        if (!_open.IsFull)
            return;
        _isLarge = true;
        _sealed.Add(_open.Seal());
    }

    public void Dispose()
    {
        if (!_isLarge)
            _open.Close(_batch, Bytes());
        if (_open.Rows > 0 && (_isLarge || _open.IsFull))
            _sealed.Add(_open.Seal());
    }

    private byte[] Bytes()
    {
        var bytes = new byte[_without.Count * sizeof(int)];
        for (var at = 0; at < _without.Count; at++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at * sizeof(int)), _without[at]);
        return bytes;
    }
}
