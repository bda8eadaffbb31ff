using Dapper;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>The WHERE of a query, and its parameters.</summary>
internal sealed class Conditions
{
    private readonly List<string> _all = [];

    public Conditions()
    {
    }

    /// <summary>The conditions of another, to add more to.</summary>
    public Conditions(Conditions others) => _all.AddRange(others._all);

    public DynamicParameters Parameters { get; } = new();

    /// <summary>Adds a condition on a parameter where there is a value for it.</summary>
    public Conditions Add(string condition, string parameter, object? value)
    {
        if (value is null)
            return this;
        _all.Add(condition);
        Parameters.Add(parameter, value);
        return this;
    }

    /// <summary>Adds a condition that needs no parameter.</summary>
    public Conditions Add(string condition)
    {
        _all.Add(condition);
        return this;
    }

    /// <summary>The conditions, with WHERE in front; empty where there are none.</summary>
    public override string ToString() => _all.Count == 0 ? "" : $"WHERE {string.Join(" AND ", _all)}";
}
