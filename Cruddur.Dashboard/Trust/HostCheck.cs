using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Dashboard.Trust;

/// <summary>
/// Answers only to names of this machine's loopback. A web page can make its own name point to 127.0.0.1 and then call the dashboard
/// as if it were its own server; the Host header gives it away. The answer is 421, misdirected request.
/// </summary>
internal static class HostCheck
{
    private const string Message = "The dashboard answers to localhost, 127.0.0.1 and [::1] only.";

    /// <summary>Refuses requests for another host, on every port.</summary>
    public static IApplicationBuilder UseHostCheck(this IApplicationBuilder app)
    {
        var counts = app.ApplicationServices.GetRequiredService<RefusalCounts>();
        return app.Use((context, next) => IsLoopback(context.Request.Host.Host) ? next(context) : RefuseAsync(context, counts));
    }

    private static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, RefusalCounts counts)
    {
        var refusal = new ReceiverRefusal(RefusalReason.Host, Message);
        if (context.Features.Get<ConnectionListener>() is { } by)
            counts.Add(by.Listener, signal: null, refusal);
        context.Response.StatusCode = refusal.Status;
        return context.Response.WriteAsync($"{Message}\n", CancellationToken.None);
    }
}
