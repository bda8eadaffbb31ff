using System.Diagnostics;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.Sampling;

/// <summary>Requests as the sampler sees them, with the attributes that ASP.NET Core creates a server span with.</summary>
internal static class SampleFacts
{
    public const ulong Half = 1UL << 55;

    public static SpanFacts Of(string path = "/", string method = "GET", string host = "localhost", int? port = 4567, string? userAgent = null) =>
        new(Tags(path, method, host, port, userAgent));

    public static TagList Tags(string path = "/", string method = "GET", string host = "localhost", int? port = 4567, string? userAgent = null)
    {
        var tags = new TagList { { "server.address", host } };
        if (port is { } number)
            tags.Add("server.port", number);
        tags.Add("http.request.method", method);
        tags.Add("url.scheme", "http");
        tags.Add("url.path", path);
        if (userAgent is not null)
            tags.Add("user_agent.original", userAgent);
        return tags;
    }
}
