using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store;

/// <summary>The tables, step by step. A step is never changed once it was released; the file's <c>user_version</c> is the number of steps taken.</summary>
internal static class TelemetrySchema
{
    private static readonly string[] Steps =
    [
        """
        -- One start of the dashboard.
        CREATE TABLE runs (id INTEGER PRIMARY KEY, started INTEGER NOT NULL);

        -- Who sent, and which source made it: each message of OTLP once, told apart by its bytes.
        CREATE TABLE resources (id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL UNIQUE, service TEXT NOT NULL, instance TEXT NOT NULL);
        CREATE TABLE scopes (id INTEGER PRIMARY KEY, body BLOB NOT NULL UNIQUE, name TEXT NOT NULL);

        -- Numbered in the order of arrival, and no number twice: pages and followers go by it, and the oldest lie in front.
        CREATE TABLE traces (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            trace_id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,           -- of the root, else of the earliest span
            resource INTEGER NOT NULL,    -- of that span
            rooted INTEGER NOT NULL,      -- 1: that span has no parent
            named_at INTEGER NOT NULL,    -- its start
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            run INTEGER NOT NULL,
            arrived INTEGER NOT NULL);    -- ms
        CREATE INDEX traces_first ON traces (first, errors);

        CREATE TABLE trace_services (
            trace INTEGER NOT NULL,
            resource INTEGER NOT NULL,
            first INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            PRIMARY KEY (trace, resource)) WITHOUT ROWID;
        CREATE INDEX trace_services_resource ON trace_services (resource);

        CREATE TABLE spans (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            trace INTEGER NOT NULL,
            span INTEGER NOT NULL,
            parent INTEGER,
            start INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            status INTEGER NOT NULL,
            resource INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            run INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE UNIQUE INDEX spans_trace ON spans (trace, span);
        CREATE INDEX spans_resource ON spans (resource, status);

        CREATE TABLE logs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            trace_id BLOB,
            span INTEGER,
            resource INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            run INTEGER NOT NULL,
            arrived INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX logs_time ON logs (time, resource, severity);
        CREATE INDEX logs_trace ON logs (trace_id) WHERE trace_id IS NOT NULL;
        CREATE INDEX logs_resource ON logs (resource);

        -- The latest export of each instrument.
        CREATE TABLE instruments (
            id INTEGER PRIMARY KEY,
            resource INTEGER NOT NULL,
            scope INTEGER NOT NULL,
            name TEXT NOT NULL,
            run INTEGER NOT NULL,
            arrived INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (resource, scope, name));

        CREATE TABLE evicted (kind TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO evicted VALUES ('traces', 0), ('spans', 0), ('logs', 0), ('instruments', 0);
        """,
        """
        ALTER TABLE runs ADD COLUMN ended INTEGER;
        ALTER TABLE runs ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE runs ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
        """,
    ];

    /// <summary>The number that this version of the dashboard writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings the file's tables up to this version.</summary>
    /// <exception cref="StartRefusedException">The file is newer.</exception>
    public static void Upgrade(SqliteConnection connection)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (version > Version)
        {
            throw new StartRefusedException(
                $"{connection.DataSource} was written by a newer dashboard (schema {version}; this one knows {Version}). " +
                "Update the dashboard, or set CRUDDUR_DATA to another folder.");
        }

        for (; version < Version; version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(Steps[version], transaction: transaction);
            connection.Execute($"PRAGMA user_version = {version + 1}", transaction: transaction);
            transaction.Commit();
        }
    }
}
