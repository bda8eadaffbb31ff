using Microsoft.AspNetCore.Http;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>A request from its arrival to its end, for whoever wants to know in the middle of it which one this is.</summary>
internal sealed class ObservedRequest(HttpContext context)
{
    /// <summary>Null once the request has ended: the server uses the context again for another.</summary>
    public HttpContext? Context { get; private set; } = context;

    /// <summary>How it ended; known to its summary line, and to nothing before.</summary>
    public RequestOutcome? Outcome { get; set; }

    /// <summary>Whether something that went wrong in it has been reported.</summary>
    public bool IsReported { get; set; }

    public void End() => Context = null;
}
