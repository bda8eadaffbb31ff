using System.Text.Json;

namespace Cruddur.Tests.EndToEnd;

/// <summary>What the tests ask of a log record, read from OTLP JSON.</summary>
internal sealed record SeenLog(string Service, string Body, string? TraceId, string? SpanId)
{
    /// <summary>The records of one <c>resourceLogs</c> document.</summary>
    public static IEnumerable<SeenLog> In(JsonElement document) =>
        from resource in document.GetProperty("resourceLogs").EnumerateArray()
        let service = OtlpJson.ServiceOf(resource)
        from scope in resource.GetProperty("scopeLogs").EnumerateArray()
        from record in scope.GetProperty("logRecords").EnumerateArray()
        select new SeenLog(
            service,
            record.GetProperty("body").GetProperty("stringValue").GetString()!,
            OtlpJson.Text(record, "traceId"),
            OtlpJson.Text(record, "spanId"));
}
