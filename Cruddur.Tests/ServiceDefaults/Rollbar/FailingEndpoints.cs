using Cruddur.ServiceDefaults.Rollbar;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>Everything that can go wrong in a request, an address each.</summary>
internal static partial class FailingEndpoints
{
    private static readonly InvalidOperationException Kept = new("thrown again and again");

    public static Task<TestService> StartAsync(
        RollbarPeer peer, Action<WebApplication>? configure = null, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? build = null) =>
        TestService.StartAsync(
            new(settings ?? []) { ["ROLLBAR_ACCESS_TOKEN"] = RollbarPeer.ServerToken, ["ROLLBAR_ENDPOINT"] = peer.Url },
            app =>
            {
                configure?.Invoke(app);
                Map(app);
            },
            build);

    public static void SweepFailed(ILogger logger) => Log.SweepFailed(logger, new TimeoutException("never came"), 3);

    private static void Map(WebApplication app)
    {
        app.MapRollbarTest();
        app.MapGet("/fine", () => "fine");
        app.MapGet("/boom/{id:int}", string (int id) => throw new InvalidOperationException($"boom {id}"));
        app.MapGet("/wrapped", async Task<string> () => await WrapAsync());
        app.MapGet("/several", string () => throw new AggregateException(new TimeoutException("one"), new FormatException("two", new NotSupportedException("inside"))));
        app.MapGet("/kept", string () => throw Kept);
        app.MapGet("/unavailable", () => TypedResults.StatusCode(503));
        app.MapGet("/logged", (ILogger<ItemTests> logger) => Log.CannotRead(logger, new FormatException("odd"), "it", [new Part(1, "m")]));
        app.MapGet("/said", (ILogger<ItemTests> logger) => Log.Gone(logger, "lock", 3));
        app.MapGet("/warned", (ILogger<ItemTests> logger) => Log.NotSoBad(logger, new TimeoutException()));
        app.MapGet("/dying", (ILogger<ItemTests> logger) => Log.End(logger));
        app.MapGet("/hostile", (ILogger<ItemTests> logger) => Log.Look(logger, new Hostile()));
        app.MapGet("/nested", (ILogger<ItemTests> logger) => Log.Nested(logger, new Login("andrewbrown", "canary-7f3a")));
        app.MapGet("/signin", (ILogger<ItemTests> logger, string password) => Log.SignIn(logger, password, $"Server=db;User=u;Password={password}"));
    }

    private static async Task<string> WrapAsync()
    {
        try
        {
            await Task.Yield();
            throw new FormatException("no number");
        }
        catch (FormatException inner)
        {
            throw new InvalidOperationException("The feed can't be read", inner);
        }
    }

    private sealed record Login(string Handle, string TokenValue);

    private sealed record Part(int Size, string Unit);

    private sealed class Hostile
    {
        public override string ToString() => throw new NotSupportedException("no text");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Can't read {Name} of {@Parts}")]
        public static partial void CannotRead(ILogger logger, Exception exception, string name, Part[] parts);

        [LoggerMessage(2, LogLevel.Error, "The {Thing} is gone after {Count} tries")]
        public static partial void Gone(ILogger logger, string thing, int count);

        [LoggerMessage(3, LogLevel.Warning, "Not so bad")]
        public static partial void NotSoBad(ILogger logger, Exception exception);

        [LoggerMessage(4, LogLevel.Critical, "The end is near")]
        public static partial void End(ILogger logger);

        [LoggerMessage(5, LogLevel.Error, "Look at {It}")]
        public static partial void Look(ILogger logger, object it);

        [LoggerMessage(6, LogLevel.Error, "Refused {Password} for {Target}")]
        public static partial void SignIn(ILogger logger, string password, string target);

        [LoggerMessage(8, LogLevel.Error, "Refused {@Login}")]
        public static partial void Nested(ILogger logger, Login login);

        [LoggerMessage(7, LogLevel.Error, "The sweep of {Count} failed")]
        public static partial void SweepFailed(ILogger logger, Exception exception, int count);
    }
}
