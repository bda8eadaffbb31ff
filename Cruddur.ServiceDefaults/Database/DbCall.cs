using System.Data.Common;
using System.Diagnostics;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>One call of the database while it runs: its span, and its duration for the metric.</summary>
/// <remarks>The span never becomes <see cref="Activity.Current"/>: a reader may be open long after the call has returned.</remarks>
internal sealed class DbCall
{
    private readonly Activity? _activity;
    private readonly DbTarget _target;
    private readonly QuerySummary _summary;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _ended;

    private DbCall(DbTarget target, QuerySummary summary, string? text)
    {
        _target = target;
        _summary = summary;
        var parent = Activity.Current;
        _activity = DbTelemetry.Source.StartActivity(summary.Text.Length > 0 ? summary.Text : target.System, ActivityKind.Client);
        Activity.Current = parent;
        if (_activity is not { IsAllDataRequested: true } activity)
            return;

        activity.SetTag("db.system.name", target.System);
        activity.SetTag("db.namespace", target.Namespace);
        activity.SetTag("db.query.text", text);
        activity.SetTag("db.query.summary", summary.Text.Length > 0 ? summary.Text : null);
        activity.SetTag("db.operation.name", summary.Operation);
        activity.SetTag("db.collection.name", summary.Collection);
        activity.SetTag("server.address", target.ServerAddress);
        activity.SetTag("server.port", target.ServerPort);
    }

    /// <summary>Begins a query; without parameters its literals are masked, since they may be somebody's data.</summary>
    public static DbCall? Begin(DbTarget target, DbCommand command) =>
        Wanted ? new DbCall(target, QuerySummary.Of(command.CommandText), QueryText.Of(command.CommandText, command.Parameters.Count > 0)) : null;

    /// <summary>Begins a call that has no text, such as <c>COMMIT</c>.</summary>
    public static DbCall? Begin(DbTarget target, string operation) =>
        Wanted ? new DbCall(target, new QuerySummary(operation, operation, null), null) : null;

    private static bool Wanted => DbTelemetry.Source.HasListeners() || DbTelemetry.Duration.Enabled;

    /// <summary>Ends the call. Only the first end counts.</summary>
    public void End(Exception? error = null, long? rows = null)
    {
        if (_ended)
            return;

        _ended = true;
        var (type, code) = error is null ? default : DbErrors.Of(error);
        RecordDuration(type, code);
        if (_activity is null)
            return;

        _activity.SetTag("db.response.returned_rows", rows);
        _activity.SetTag("db.response.status_code", code);
        _activity.SetTag("error.type", type);
        if (error is not null)
            _activity.SetStatus(ActivityStatusCode.Error, error.Message);
        // Stopping makes current what was so at the call's start; a span that was begun since then stays.
        var current = Activity.Current;
        _activity.Dispose();
        Activity.Current = current;
    }

    private void RecordDuration(string? errorType, string? statusCode)
    {
        if (!DbTelemetry.Duration.Enabled)
            return;

        var tags = new TagList { { "db.system.name", _target.System }, { "db.namespace", _target.Namespace } };
        AddIfKnown(ref tags, "db.query.summary", _summary.Text);
        AddIfKnown(ref tags, "db.operation.name", _summary.Operation);
        AddIfKnown(ref tags, "db.collection.name", _summary.Collection);
        AddIfKnown(ref tags, "db.response.status_code", statusCode);
        AddIfKnown(ref tags, "error.type", errorType);
        AddIfKnown(ref tags, "server.address", _target.ServerAddress);
        DbTelemetry.Duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, tags);
    }

    private static void AddIfKnown(ref TagList tags, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            tags.Add(key, value);
    }
}
