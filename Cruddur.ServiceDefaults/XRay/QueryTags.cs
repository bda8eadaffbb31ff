namespace Cruddur.ServiceDefaults.XRay;

/// <summary>What OpenTelemetry's conventions say of a call of an SQL database.</summary>
internal sealed class QueryTags : FieldTags
{
    private string? _system, _database, _text;

    public bool IsPresent => _system is not null && IsSql(_system);

    public string? System => _system;

    public string? Database => _database;

    public string? Statement => _text;

    public override bool TryTake(string key, object value) => key switch
    {
        "db.system.name" => Text(key, value, out _system),
        "db.namespace" => Text(key, value, out _database),
        "db.query.text" => Text(key, value, out _text),
        _ => false,
    };

    public override void Clear()
    {
        base.Clear();
        _system = _database = _text = null;
    }

    // Others, such as Redis and MongoDB, have texts that aren't SQL's.
    private static bool IsSql(string system) => system is "sqlite" or "postgresql" or "mysql" or "mariadb" or "microsoft.sql_server" or "oracle.db"
        or "ibm.db2" or "firebirdsql" or "cockroachdb" or "clickhouse" or "aws.redshift" or "gcp.spanner" or "other_sql";
}
