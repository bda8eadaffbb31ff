using Dapper;
using Microsoft.Data.Sqlite;

namespace Cruddur.Dashboard.Store;

/// <summary>The tables, step by step. A step is never changed once it was released; the file's <c>user_version</c> is the number of steps taken.</summary>
internal static class TelemetrySchema
{
    private const int FirstWithBlocks = 3;

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
        """
        -- What was stored in rows of its own isn't kept.
        DROP TABLE spans;
        DROP TABLE logs;
        DROP TABLE traces;
        DROP TABLE trace_services;
        DROP TABLE evicted;

        -- Thousands of records of one kind and one run, in the order of arrival; no number twice.
        CREATE TABLE blocks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind INTEGER NOT NULL,        -- 1 spans, 2 log records
            run INTEGER NOT NULL,
            first INTEGER NOT NULL,       -- the numbers of its first record and its last
            last INTEGER NOT NULL,
            first_time INTEGER NOT NULL,
            last_time INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            live INTEGER NOT NULL,        -- rows that were not evicted
            bytes INTEGER NOT NULL,       -- of its columns and chunks
            dead BLOB,                    -- a bit for each row that was; null for none
            directory BLOB NOT NULL);     -- which columns and chunks there are, and the columns whose rows are all alike
        CREATE INDEX blocks_kind ON blocks (kind, first);
        CREATE INDEX blocks_thin ON blocks (live) WHERE live * 2 < rows;

        -- The other columns, and the records themselves, some 128 together. The id is the block's, 16 bits up, and the ordinal.
        CREATE TABLE columns (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
        CREATE TABLE chunks (id INTEGER PRIMARY KEY, data BLOB NOT NULL);

        -- Who has how many live rows in a block.
        CREATE TABLE block_resources (
            block INTEGER NOT NULL,
            resource INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            run INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            PRIMARY KEY (block, resource)) WITHOUT ROWID;
        CREATE INDEX block_resources_resource ON block_resources (resource, kind, block);

        -- Requests whose records are in no block yet.
        CREATE TABLE tail (
            kind INTEGER NOT NULL,
            first INTEGER NOT NULL,
            rows INTEGER NOT NULL,
            run INTEGER NOT NULL,
            arrived INTEGER NOT NULL,
            without BLOB NOT NULL,        -- which of its records, by four bytes each, had come before
            payload BLOB NOT NULL,
            PRIMARY KEY (kind, first));

        -- A trace has a row in each run that it has spans in.
        CREATE TABLE traces (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            trace_id BLOB NOT NULL,
            run INTEGER NOT NULL,
            name TEXT NOT NULL,           -- of the root, else of the earliest span
            resource INTEGER NOT NULL,    -- of that span
            rooted INTEGER NOT NULL,      -- 1: that span has no parent
            named_at INTEGER NOT NULL,    -- its start
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            weight INTEGER NOT NULL,      -- how many traces it stands for
            arrived INTEGER NOT NULL,     -- ms
            UNIQUE (trace_id, run));
        CREATE INDEX traces_first ON traces (first, last, errors, weight, run, trace_id);
        CREATE INDEX traces_weight ON traces (weight) WHERE weight > 1;

        CREATE TABLE trace_services (
            trace INTEGER NOT NULL,
            resource INTEGER NOT NULL,
            run INTEGER NOT NULL,
            first INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            PRIMARY KEY (trace, resource)) WITHOUT ROWID;
        CREATE INDEX trace_services_resource ON trace_services (resource, run, trace, spans);

        CREATE TABLE trace_blocks (trace INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (trace, block)) WITHOUT ROWID;

        CREATE TABLE evicted (kind TEXT NOT NULL, service TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, service)) WITHOUT ROWID;
        """,
    ];

    /// <summary>The number that this version of the dashboard writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings the file's tables up to this version.</summary>
    /// <returns>Whether spans and log records of an older version were dropped.</returns>
    /// <exception cref="StartRefusedException">The file is newer.</exception>
    public static bool Upgrade(SqliteConnection connection)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var drops = version is > 0 and < FirstWithBlocks &&
            connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM spans) OR EXISTS (SELECT 1 FROM logs)");
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

        return drops;
    }
}
