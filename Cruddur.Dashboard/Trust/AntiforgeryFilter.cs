using Microsoft.AspNetCore.Antiforgery;

namespace Cruddur.Dashboard.Trust;

/// <summary>
/// Refuses a form that isn't of one of the dashboard's own pages. It stands in the place of the framework's check, whose refusal ends in the page for
/// errors: that is executed with the same form, which must not be read any more, and fails.
/// </summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.Text("This form isn't valid any more. Go back, load the page again, and repeat it.\n", statusCode: StatusCodes.Status400BadRequest);
}
