using System.Globalization;
using Cruddur.Api.Database;
using Microsoft.Net.Http.Headers;

namespace Cruddur.Api.Problems;

/// <summary>
/// Every error without a body of its own is answered with problem JSON (RFC 9457), whatever the caller accepts; no request is a reason for a 500.
/// </summary>
internal static class ApiProblems
{
    /// <summary>Bytes of a request's body: five times what the longest message takes when all of it is escaped.</summary>
    public const long MaxBodySize = 64 * 1024;

    public static void AddApiProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        // In Development a body that can't be read would be thrown as an exception: the answer must not depend on the environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodySize);
    }

    public static void UseApiProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            StatusCodeSelector = exception => exception switch
            {
                DatabaseBusyException => StatusCodes.Status503ServiceUnavailable,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
        app.Use(RequireUtf8Async);
    }

    private static Task WriteAsync(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(statusCode: http.Response.StatusCode, detail: Detail(http.Response.StatusCode)).ExecuteAsync(http);
    }

    // The framework's reader throws for a charset that it doesn't know, among them a quoted "utf-8"; JSON is UTF-8 anyway (RFC 8259, section 8.1).
    private static Task RequireUtf8Async(HttpContext http, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.Charset.HasValue)
            return next(http);
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }
        type.Charset = default;
        http.Request.ContentType = type.ToString();
        return next(http);
    }

    private static string? Detail(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request can't be read: a body is a JSON object in UTF-8 with the members of this route, " +
            "text has no control characters, and a cursor comes from a Link header.",
        StatusCodes.Status404NotFound => "There is nothing at this address, or it has expired.",
        StatusCodes.Status405MethodNotAllowed => "This address takes another method; the Allow header says which.",
        StatusCodes.Status413PayloadTooLarge => string.Create(CultureInfo.InvariantCulture, $"A body has at most {MaxBodySize} bytes."),
        StatusCodes.Status415UnsupportedMediaType => "Send the body as Content-Type: application/json, in UTF-8.",
        StatusCodes.Status503ServiceUnavailable => "The database is locked by another writer. Nothing was written; try again.",
        _ => null,
    };
}
