using System.Text.Json;
using Cruddur.Dashboard.Store.Reading;

namespace Cruddur.Dashboard.ReadApi;

/// <summary>Answers <c>{"data":{…},"totalCount":n,"returnedCount":n}</c>.</summary>
internal sealed class TelemetryResult(TelemetryDocument document, IEnumerable<StoredRecord> records, long totalCount, long returnedCount) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, TelemetryDocument.Json);
        json.WriteStartObject();
        json.WritePropertyName("data");
        document.Write(json, records);
        json.WriteNumber("totalCount", totalCount);
        json.WriteNumber("returnedCount", returnedCount);
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
    }
}
