using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Finds the rows of a block that a condition holds of; the same ones as trying it on each record.</summary>
internal sealed class BlockSearch(Block block, OriginRows origins, TestMemo memo)
{
    private readonly BlockRecords _records = new(block, origins);

    /// <summary>The rows that it holds of, evicted ones among them.</summary>
    public RowSet Where(Condition condition)
    {
        switch (condition)
        {
            case AllOf all:
                return All(all.Parts);
            case AnyOf any:
                var found = new RowSet(block.Rows);
                foreach (var part in any.Parts)
                    found.Or(Where(part));
                return found;
            case Not not:
                return Where(not.Part).Not();
            case Test test:
                return new BlockTest(block, _records, memo).Where(test);
            case AnyText text:
                return new BlockText(block, _records).Where(text);
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such condition.");
        }
    }

    private RowSet All(IReadOnlyList<Condition> parts)
    {
        var found = RowSet.All(block.Rows);
        for (var part = 0; part < parts.Count && !found.IsEmpty; part++)
            found.And(Where(parts[part]));
        return found;
    }
}
