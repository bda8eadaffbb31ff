using Cruddur.Dashboard.Query;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>A condition as a function of SQL: <c>holds(body, resource, scope)</c>.</summary>
internal static class ConditionFunction
{
    /// <summary>Gives a connection the function for a condition on spans.</summary>
    public static void OnSpans(SqliteConnection connection, Condition condition) =>
        Register(connection, record => condition.Holds(new SpanFields(SpanDecoder.Span(record))));

    /// <summary>Gives a connection the function for a condition on log records.</summary>
    public static void OnLogs(SqliteConnection connection, Condition condition) =>
        Register(connection, record => condition.Holds(new LogFields(LogDecoder.Log(record))));

    private static void Register(SqliteConnection connection, Func<StoredRecord, bool> holds)
    {
        var resources = connection.Query<OriginRow>("SELECT id, body FROM resources")
            .ToDictionary(row => row.Id, row => new StoredResource(row.Id, row.Body, ResourceDecoder.Resource(row.Id, row.Body)));
        var scopes = connection.Query<OriginRow>("SELECT id, body FROM scopes")
            .ToDictionary(row => row.Id, row => new StoredScope(row.Id, row.Body, ResourceDecoder.Scope(row.Body)));
        connection.CreateFunction("holds", (byte[] body, long resource, long scope) =>
            holds(new StoredRecord(0, 0, body, resources[resource], scopes[scope])), isDeterministic: true);
    }

    private sealed record OriginRow(long Id, byte[] Body);
}
