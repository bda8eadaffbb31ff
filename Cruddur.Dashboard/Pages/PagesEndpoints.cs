using Cruddur.Dashboard.Components;
using Cruddur.Dashboard.Layout;
using Cruddur.Dashboard.Pages.Data;
using Cruddur.Dashboard.Pages.Live;
using Cruddur.Dashboard.Pages.Resources;
using Cruddur.Dashboard.Query.Completion;

namespace Cruddur.Dashboard.Pages;

/// <summary>The pages that people look at.</summary>
internal static class PagesEndpoints
{
    /// <summary>Adds what the pages need. They are rendered on the server and need no connection of their own.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ServicePalette>();
        return services.AddQueryCompletion();
    }

    /// <summary>
    /// Shows people a page where a request fails or leads nowhere. What stands behind it in the pipeline and answers with a body of its own keeps that.
    /// </summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) => app
        .UseExceptionHandler("/error", createScopeForErrors: true)
        // Not in a branch: a branch of the pipeline has no routes to execute the page by.
        .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

    /// <summary>Maps the pages, their scripts and styles, and the streams that keep them up to date.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapRazorComponents<App>();
        routes.MapLive();
        routes.MapQueryCompletion();
        routes.MapConsole();
        routes.MapData();
    }
}
