using Cruddur.Dashboard.Query;
using Cruddur.Dashboard.Store.Blocks;

namespace Cruddur.Dashboard.Store.Searching;

/// <summary>Remembers for one query which values passed its tests: blocks have many in common, and a number in a text costs more to read than to find again.</summary>
internal sealed class TestMemo
{
    // Values that are new in every block, as ids are, aren't worth more.
    private const int MaxValues = 50_000;

    private readonly Dictionary<Test, (ByteTable Values, List<bool> Passes)> _tests = [];

    /// <summary>Which values of a column pass.</summary>
    public bool[] Passes(Test test, Values values, Func<Values, int, TelemetryValue> valueOf)
    {
        if (!_tests.TryGetValue(test, out var known))
            _tests[test] = known = (new(), []);
        var passes = new bool[values.Count];
        for (var value = 0; value < passes.Length; value++)
        {
            var found = known.Values.Find(values[value], values.IsText(value));
            passes[value] = found >= 0 ? known.Passes[found] : ValueTest.Holds(valueOf(values, value), test.Comparison, test.Operand);
            if (found >= 0 || known.Passes.Count == MaxValues)
                continue;
            known.Values.Add(values[value], values.IsText(value));
            known.Passes.Add(passes[value]);
        }

        return passes;
    }
}
