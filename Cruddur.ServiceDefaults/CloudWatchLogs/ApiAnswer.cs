using System.Net;
using System.Text.Json;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>What CloudWatch answered to one call.</summary>
/// <param name="Status">The HTTP status; zero where there was no call to make.</param>
/// <param name="Error">The name of the error; empty when there is none, or none that can be read.</param>
/// <param name="Body">The body, when it is a JSON object.</param>
/// <param name="RetryAfter">How long to leave it alone, where it says so.</param>
/// <param name="Date">Its time.</param>
internal sealed record ApiAnswer(int Status, string Error, JsonElement? Body, TimeSpan? RetryAfter = null, DateTimeOffset? Date = null)
{
    public const string NoCredentials = "NoCredentials";

    private const string ErrorHeader = "x-amzn-ErrorType";

    public bool Succeeded => Status is >= 200 and < 300 && Body is not null;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = Object(await BoundedBody.ReadAsync(response, cancellationToken), response.StatusCode);
        return new ApiAnswer(
            (int)response.StatusCode,
            response.IsSuccessStatusCode ? "" : NameOf(response, body),
            body,
            Delivery.RetryAfter.Of(response),
            response.Headers.Date);
    }

    // Operations without an answer of their own send an empty body.
    private static JsonElement? Object(byte[]? body, HttpStatusCode status)
    {
        if (body is null)
            return null;
        if (body.Length == 0 && status == HttpStatusCode.OK)
            return JsonElement.Parse("{}");
        try
        {
            var element = JsonElement.Parse(body);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // com.amazonaws.logs#ThrottlingException in the body, ThrottlingException:http://… in the header: the name is in the middle.
    private static string NameOf(HttpResponseMessage response, JsonElement? body)
    {
        var name = body is { } element && element.TryGetProperty("__type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        name ??= response.Headers.TryGetValues(ErrorHeader, out var values) ? values.FirstOrDefault() : null;
        return (name ?? "").Split('#')[^1].Split(':')[0].Trim();
    }
}
