using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cruddur.Web.People;
using Microsoft.AspNetCore.WebUtilities;

namespace Cruddur.Web.Activities;

/// <summary>The API's activities. Nothing that goes wrong on the way is thrown, but for the caller's own cancellation.</summary>
internal sealed partial class ActivitiesClient(HttpClient http, Viewer viewer, ILogger<ActivitiesClient> logger)
{
    private const string Root = "api/activities";
    private const string HandleHeader = "X-Cruddur-Handle";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The home feed; <paramref name="broken"/> asks the API to fail, which it does in Development alone.</summary>
    public Task<Answer<Feed>> HomeAsync(string? before, bool broken, CancellationToken cancellationToken) =>
        FeedAsync(broken ? $"{Root}/home?break=on-purpose" : $"{Root}/home", before, cancellationToken);

    public Task<Answer<Feed>> OfPersonAsync(string handle, string? before, CancellationToken cancellationToken) =>
        FeedAsync($"{Root}/@{Uri.EscapeDataString(handle)}", before, cancellationToken);

    public Task<Answer<Feed>> SearchAsync(string term, string? before, CancellationToken cancellationToken) =>
        FeedAsync(QueryHelpers.AddQueryString($"{Root}/search", "term", term), before, cancellationToken);

    public Task<Answer<Activity>> FindAsync(Guid uuid, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, $"{Root}/{uuid}"), ReadAsync<Activity>, cancellationToken);

    public Task<Answer<Activity>> PostAsync(string message, string ttl, CancellationToken cancellationToken) =>
        WriteAsync(Root, new { message, ttl }, cancellationToken);

    public Task<Answer<Activity>> ReplyAsync(Guid uuid, string message, CancellationToken cancellationToken) =>
        WriteAsync($"{Root}/{uuid}/reply", new { message }, cancellationToken);

    private Task<Answer<Feed>> FeedAsync(string path, string? before, CancellationToken cancellationToken)
    {
        var address = before is null ? path : QueryHelpers.AddQueryString(path, Feed.Cursor, before);
        return SendAsync(new(HttpMethod.Get, address), ReadFeedAsync, cancellationToken);
    }

    private Task<Answer<Activity>> WriteAsync<TBody>(string path, TBody body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json) };
        if (viewer.Person is { } person)
            request.Headers.Add(HandleHeader, person.Handle);
        return SendAsync(request, ReadAsync<Activity>, cancellationToken);
    }

    private async Task<Answer<T>> SendAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await read(response, cancellationToken) ?? throw new JsonException("The answer is null.")
                : await ExplainAsync(response, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or NotSupportedException)
        {
            Log.Failed(logger, request.Method, request.RequestUri, exception.Message);
            return new ApiProblem(ApiProblemKind.Unavailable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TimedOut(logger, request.Method, request.RequestUri, http.Timeout);
            return new ApiProblem(ApiProblemKind.TimedOut);
        }
        finally
        {
            request.Dispose();
        }
    }

    private static async Task<ApiProblem> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.UnprocessableEntity => new(ApiProblemKind.Refused, await ReadAsync<string[]>(response, cancellationToken) ?? []),
        HttpStatusCode.BadRequest => new(ApiProblemKind.Refused, ApiWords.Unreadable),
        HttpStatusCode.RequestEntityTooLarge => new(ApiProblemKind.Refused, ApiWords.TooLong),
        HttpStatusCode.NotFound => new(ApiProblemKind.NotFound),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ApiProblemKind.NotAllowed),
        var status => throw new HttpRequestException($"The API answered {(int)status}.", inner: null, status),
    };

    private static async Task<Feed?> ReadFeedAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await ReadAsync<Activity[]>(response, cancellationToken) is { } activities ? new(activities, NextCursor(response)) : null;

    private static Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadFromJsonAsync<T>(Json, cancellationToken);

    // Link: </api/activities/home?before=CURSOR>; rel="next"
    private static string? NextCursor(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) && NextLink().Match(string.Join(", ", links)) is { Success: true } link
            ? Uri.UnescapeDataString(link.Groups["cursor"].Value)
            : null;

    [GeneratedRegex($"<[^>]*[?&]{Feed.Cursor}=(?<cursor>[^&>]+)[^>]*>; *rel=\"next\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NextLink();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Address} failed: {Reason}")]
        public static partial void Failed(ILogger logger, HttpMethod method, Uri? address, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Address} had no answer within {Timeout}")]
        public static partial void TimedOut(ILogger logger, HttpMethod method, Uri? address, TimeSpan timeout);
    }
}
