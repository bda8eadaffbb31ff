using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Adds to the server span what the framework leaves to others: route, status, error and name (OpenTelemetry's HTTP conventions).</summary>
internal static class ServerSpan
{
    public static void Complete(Activity span, HttpContext context, RequestOutcome outcome, bool recordClientAddress)
    {
        if (!span.IsAllDataRequested)
            return;

        var method = span.GetTagItem("http.request.method") as string ?? context.Request.Method;
        var name = method == "_OTHER" ? "HTTP" : method;
        span.DisplayName = outcome.Route is null ? name : $"{name} {outcome.Route}";
        span.SetTag("http.route", outcome.Route);
        span.SetTag("http.response.status_code", outcome.StatusCode);
        span.SetTag("network.protocol.version", VersionOf(context.Request.Protocol));
        span.SetTag("error.type", outcome.ErrorType);
        if (recordClientAddress)
            span.SetTag("client.address", context.Connection.RemoteIpAddress?.ToString());
        if (outcome.Error is { } error)
            span.AddException(error);
        if (outcome.Failed)
            span.SetStatus(ActivityStatusCode.Error, outcome.Error?.Message);
    }

    private static string? VersionOf(string protocol) => protocol switch
    {
        "HTTP/1.1" => "1.1",
        "HTTP/2" => "2",
        "HTTP/3" => "3",
        _ => protocol.Split('/') is [_, var version] ? version : null,
    };
}
