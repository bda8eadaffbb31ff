using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Cruddur.Tests.Web;

/// <summary>Notes the server's own span of each request, and has all of them sampled.</summary>
internal sealed class ServerSpans : IStartupFilter
{
    private readonly ConcurrentQueue<ServerSpan> _ended = new();

    public IEnumerable<ServerSpan> Ended => _ended;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            var span = http.Features.Get<IHttpActivityFeature>()!.Activity;
            span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
            var request = $"{http.Request.Method} {http.Request.Path}";
            try
            {
                await rest(http);
            }
            finally
            {
                _ended.Enqueue(new(request, span.TraceId.ToString(), span.SpanId.ToString(), span.ParentSpanId.ToString()));
            }
        });
        next(app);
    };
}

internal sealed record ServerSpan(string Request, string TraceId, string SpanId, string ParentSpanId);
