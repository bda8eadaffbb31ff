using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Writing;

/// <summary>How many records of one kind each resource has in each run.</summary>
internal sealed class StoredCounts
{
    private readonly Dictionary<(long Run, long Resource), long> _counts = [];

    /// <summary>The counts.</summary>
    public IEnumerable<(long Run, long Resource, long Count)> All => _counts.Select(pair => (pair.Key.Run, pair.Key.Resource, pair.Value));

    /// <summary>How many there are in runs that aren't pinned.</summary>
    public long Unpinned(IReadOnlySet<long> pinned)
    {
        var sum = 0L;
        foreach (var ((run, _), count) in _counts)
            sum += pinned.Contains(run) ? 0 : count;
        return sum;
    }

    /// <summary>Counts more, or fewer.</summary>
    public void Add(long run, long resource, long count)
    {
        var sum = _counts.GetValueOrDefault((run, resource)) + count;
        if (sum > 0)
            _counts[(run, resource)] = sum;
        else
            _counts.Remove((run, resource));
    }

    /// <summary>Counts more.</summary>
    public void Add(long run, IReadOnlyDictionary<long, int> rows)
    {
        foreach (var (resource, count) in rows)
            Add(run, resource, count);
    }

    /// <summary>Counts anew.</summary>
    public void Load(SqliteConnection connection, string sql)
    {
        _counts.Clear();
        foreach (var row in connection.Query<CountRow>(sql).AsList())
            Add(row.Run, row.Resource, row.Rows);
    }

    private sealed record CountRow
    {
        public long Run { get; init; }

        public long Resource { get; init; }

        public long Rows { get; init; }
    }
}
