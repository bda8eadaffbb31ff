using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Puts <see cref="RequestObservation"/> before every other middleware. The first filter registered is the outermost.</summary>
internal sealed class RequestObservationFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestObservation>();
        next(app);
    };
}
