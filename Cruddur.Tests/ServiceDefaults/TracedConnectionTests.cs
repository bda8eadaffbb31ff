using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cruddur.ServiceDefaults.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Tests.ServiceDefaults;

public sealed class TracedConnectionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly Activity _test = new Activity("test").Start();
    private readonly ActivityListener _listener;
    private TracedConnection _connection = null!;

    public TracedConnectionTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Cruddur.Database",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _test.TraceId)
                    _ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = new TracedConnection(new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "cruddur.db")};Pooling=False"), "sqlite");
        await _connection.OpenAsync(CancellationToken);
        await _connection.ExecuteAsync("CREATE TABLE people (handle TEXT PRIMARY KEY)");
        _ended.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _listener.Dispose();
        _test.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Insert_and_select_make_client_spans_by_the_conventions()
    {
        await _connection.ExecuteAsync("INSERT INTO people (handle) VALUES (@handle)", new[] { new { handle = "worf" }, new { handle = "bayko" } });
        var people = await _connection.QueryAsync<string>("SELECT handle FROM people WHERE handle <> @handle ORDER BY handle", new { handle = "x" });

        Assert.Equal(["bayko", "worf"], people);
        const string Insert = """
            INSERT people Client Unset
            db.system.name=sqlite
            db.namespace=cruddur.db
            db.query.text=INSERT INTO people (handle) VALUES (@handle)
            db.query.summary=INSERT people
            db.operation.name=INSERT
            db.collection.name=people
            """;
        Assert.Equal(
            [
                Insert,
                Insert,
                """
                SELECT people Client Unset
                db.system.name=sqlite
                db.namespace=cruddur.db
                db.query.text=SELECT handle FROM people WHERE handle <> @handle ORDER BY handle
                db.query.summary=SELECT people
                db.operation.name=SELECT
                db.collection.name=people
                db.response.returned_rows=2
                """,
            ],
            _ended.Select(Shown));
        Assert.All(_ended, span => Assert.Equal(_test.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Failure_is_an_error_with_the_databases_own_code()
    {
        await _connection.ExecuteAsync("INSERT INTO people VALUES ('worf')");
        _ended.Clear();
        var error = await Assert.ThrowsAsync<SqliteException>(() => _connection.ExecuteAsync("INSERT INTO people VALUES ('worf')"));
        await Assert.ThrowsAsync<SqliteException>(() => _connection.QueryAsync("SELECT * FROM nowhere"));

        Assert.Equal(19, error.SqliteErrorCode);
        Assert.Equal(
            [
                """
                INSERT people Client Error
                db.system.name=sqlite
                db.namespace=cruddur.db
                db.query.text=INSERT INTO people VALUES (?)
                db.query.summary=INSERT people
                db.operation.name=INSERT
                db.collection.name=people
                db.response.status_code=19
                error.type=19
                """,
                """
                SELECT nowhere Client Error
                db.system.name=sqlite
                db.namespace=cruddur.db
                db.query.text=SELECT * FROM nowhere
                db.query.summary=SELECT nowhere
                db.operation.name=SELECT
                db.collection.name=nowhere
                db.response.status_code=1
                error.type=1
                """,
            ],
            _ended.Select(Shown));
    }

    [Fact]
    public async Task Transaction_holds_for_the_drivers_own_command_and_its_end_is_a_span()
    {
        await using (var kept = await _connection.BeginTransactionAsync(CancellationToken))
        {
            Assert.Same(_connection, kept.Connection);
            await _connection.ExecuteAsync("INSERT INTO people VALUES (@handle)", new { handle = "worf" }, kept);
            await kept.CommitAsync(CancellationToken);
        }

        using (var undone = _connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO people VALUES (@handle)", new { handle = "bayko" }, undone);
            undone.Rollback();
        }

        Assert.Equal(["INSERT people", "COMMIT", "INSERT people", "ROLLBACK"], _ended.Select(span => span.DisplayName));
        Assert.Equal(["worf"], await _connection.QueryAsync<string>("SELECT handle FROM people"));
    }

    [Fact]
    public async Task Span_of_a_reader_ends_with_the_reader_and_is_never_the_current_one()
    {
        await _connection.ExecuteAsync("INSERT INTO people VALUES ('worf')");
        _ended.Clear();
        await using var command = _connection.CreateCommand();
        command.CommandText = "SELECT handle FROM people";
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, CancellationToken))
        {
            Assert.True(await reader.ReadAsync(CancellationToken));
            Assert.Same(_test, Activity.Current);
            Assert.Empty(_ended);
        }

        Assert.Equal(1L, Assert.Single(_ended).GetTagItem("db.response.returned_rows"));
    }

    [Fact]
    public void Calls_without_async_are_traced_as_well()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM people";
        Assert.Equal(0L, command.ExecuteScalar());
        command.CommandText = "DELETE FROM people";
        Assert.Equal(0, command.ExecuteNonQuery());
        using (var reader = command.ExecuteReader())
            Assert.False(reader.Read());
        Assert.Equal(["SELECT people", "DELETE people", "DELETE people"], _ended.Select(span => span.DisplayName));
    }

    [Fact]
    public async Task Duration_of_each_call_is_measured_in_seconds()
    {
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "db.client.operation.duration")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (value is >= 0 and < 10 && instrument.Unit == "s")
                measured.Enqueue(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
        });
        listener.Start();
        await _connection.QueryAsync("SELECT 1 FROM people AS a, people AS b");
        Assert.Contains("db.system.name=sqlite db.namespace=cruddur.db db.query.summary=SELECT people people db.operation.name=SELECT db.collection.name=people", measured);
    }

    [Fact]
    public void Connection_of_another_kind_is_refused_for_its_command()
    {
        using DbCommand command = _connection.CreateCommand();
        using var stranger = new SqliteConnection("Data Source=:memory:");
        Assert.Throws<ArgumentException>(() => command.Connection = stranger);
    }

    private static string Shown(Activity span) =>
        string.Join('\n', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Prepend($"{span.DisplayName} {span.Kind} {span.Status}"));
}
