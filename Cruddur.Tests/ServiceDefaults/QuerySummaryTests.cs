using Cruddur.ServiceDefaults.Database;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class QuerySummaryTests
{
    [Theory]
    [InlineData("SELECT * FROM activities", "SELECT activities", "SELECT", "activities")]
    [InlineData("select a.* from activities as a join people p on p.handle = a.handle where a.id in (1, 2)", "SELECT activities people", "SELECT", null)]
    [InlineData("SELECT 1", "SELECT", "SELECT", null)]
    [InlineData("SELECT * FROM a, b x, \"c d\" WHERE a.i = b.i ORDER BY a.i, b.i", "SELECT a b c d", "SELECT", null)]
    [InlineData("SELECT * FROM a JOIN a b ON a.i = b.parent", "SELECT a a", "SELECT", "a")]
    [InlineData("INSERT INTO activities (uuid, message) VALUES (@uuid, @message)", "INSERT activities", "INSERT", "activities")]
    [InlineData("INSERT OR IGNORE INTO people SELECT * FROM demo", "INSERT people SELECT demo", "INSERT", null)]
    [InlineData("INSERT INTO t (i) VALUES (1) ON CONFLICT (i) DO UPDATE SET i = 2", "INSERT t", "INSERT", "t")]
    [InlineData("UPDATE activities SET likes = likes + 1, at = @at WHERE uuid = @uuid", "UPDATE activities", "UPDATE", "activities")]
    [InlineData("DELETE FROM activities WHERE expires_at < @now", "DELETE activities", "DELETE", "activities")]
    [InlineData("WITH page AS (SELECT * FROM activities) SELECT * FROM page", "SELECT activities SELECT page", "SELECT", null)]
    [InlineData("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", "DELETE a INSERT b SELECT gone", "DELETE", null)]
    [InlineData("-- FROM nowhere\nSELECT /* FROM nothing */ 'FROM none' FROM activities", "SELECT activities", "SELECT", "activities")]
    [InlineData("CREATE TABLE IF NOT EXISTS people (handle TEXT)", "CREATE TABLE people", "CREATE", "people")]
    [InlineData("CREATE UNIQUE INDEX i ON people (handle)", "CREATE INDEX i", "CREATE", "i")]
    [InlineData("PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "PRAGMA", "journal_mode")]
    [InlineData("INSERT INTO a VALUES (1); SELECT last_insert_rowid();", "INSERT a SELECT", "INSERT", "a")]
    [InlineData("SELECT * FROM a WHERE x IS DISTINCT FROM y", "SELECT a", "SELECT", "a")]
    [InlineData("SELECT * FROM (SELECT * FROM main.a) s", "SELECT SELECT main.a", "SELECT", "main.a")]
    [InlineData("BEGIN", "BEGIN", "BEGIN", null)]
    [InlineData("", "", null, null)]
    [InlineData("'unclosed", "", null, null)]
    public void Summary_names_operations_and_their_tables_in_order(string sql, string text, string? operation, string? collection) =>
        Assert.Equal(new QuerySummary(text, operation, collection), QuerySummary.Of(sql));

    [Fact]
    public void Summary_stays_below_its_bound_and_cuts_no_name()
    {
        var summary = QuerySummary.Of("SELECT * FROM " + string.Join(", ", Enumerable.Range(0, 100).Select(i => $"table{i:000}")));
        Assert.InRange(summary.Text.Length, 240, 255);
        Assert.Matches("table[0-9]{3}$", summary.Text);
    }

    [Theory]
    [InlineData("SELECT 'it''s', 1.5, x1, $2 FROM t WHERE n = -3 AND s = 'a' -- 4", "SELECT ?, ?, x1, $2 FROM t WHERE n = -? AND s = ? -- 4")]
    [InlineData("SELECT \"1\" FROM t", "SELECT \"1\" FROM t")]
    public void Text_without_parameters_is_shown_without_its_literals(string sql, string shown) => Assert.Equal(shown, QueryText.Of(sql, parameterised: false));

    [Fact]
    public void Text_with_parameters_is_shown_as_it_is() => Assert.Equal("SELECT 1 WHERE @a = 2", QueryText.Of("SELECT 1 WHERE @a = 2", parameterised: true));
}
