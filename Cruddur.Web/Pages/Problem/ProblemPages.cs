using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Cruddur.Web.Pages.Problem;

/// <summary>Answers a browser with a page of ours wherever there would be an empty error, in every environment; the exception itself is in the trace and the log.</summary>
internal static class ProblemPages
{
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler("/problem/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.Use(PrepareAsync);
        app.UseAntiforgery();
        app.Use(RefuseForgeriesAsync);
    }

    private static Task PrepareAsync(HttpContext http, RequestDelegate next)
    {
        // A problem page is read, also when what failed was a post: Blazor would look for the post's form on it.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
            http.Request.Method = HttpMethods.Get;
        else if (!IsForPeople(http) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(http);
    }

    private static bool IsForPeople(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    // Blazor would write a line of its own about it, for developers.
    private static Task RefuseForgeriesAsync(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
            return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
