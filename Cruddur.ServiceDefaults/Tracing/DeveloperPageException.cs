using Microsoft.AspNetCore.Diagnostics;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Keeps the exception that the developer exception page shows: unlike the exception handler, the page leaves no trace of it.</summary>
internal sealed class DeveloperPageException : IDeveloperPageExceptionFilter
{
    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        errorContext.HttpContext.Features.Set(new Shown(errorContext.Exception));
        return next(errorContext);
    }

    public sealed record Shown(Exception Exception);
}
