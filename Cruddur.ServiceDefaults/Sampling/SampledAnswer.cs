using System.Diagnostics;
using Cruddur.ServiceDefaults.Propagation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Tells a caller that asked, with <c>Sampled=?</c> in its <c>X-Amzn-Trace-Id</c>, what was decided: <c>Root=…;Sampled=0|1</c> in the answer's header.</summary>
internal sealed class SampledAnswer : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            if (context.Request.Headers.TryGetValue(XRayTraceHeader.Name, out var asked) && XRayTraceHeader.AsksForDecision(asked.ToString()) &&
                context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
            {
                // An error page clears the headers that are set before.
                context.Response.OnStarting(static state => ((Answer)state).Write(), new Answer(context, span));
            }

            return rest(context);
        });
        next(app);
    };

    private sealed record Answer(HttpContext Context, Activity Span)
    {
        public Task Write()
        {
            Context.Response.Headers[XRayTraceHeader.Name] = new StringValues($"Root={XRayTraceId.Of(Span.TraceId)};Sampled={(Span.Recorded ? '1' : '0')}");
            return Task.CompletedTask;
        }
    }
}
