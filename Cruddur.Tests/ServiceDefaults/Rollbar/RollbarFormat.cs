using System.Text.Json;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

/// <summary>What Rollbar's documentation demands of an item.</summary>
internal static class RollbarFormat
{
    private static readonly string[] Bodies = ["trace", "trace_chain", "message", "crash_report"];
    private static readonly string[] Levels = ["critical", "error", "warning", "info", "debug"];
    private static readonly string[] ClientPlatforms = ["browser", "android", "ios", "flash", "client"];

    /// <summary>What is wrong with an item, or null.</summary>
    public static string? Problem(byte[] body, out bool isBrowsers)
    {
        isBrowsers = false;
        try
        {
            var data = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("data");
            isBrowsers = data.TryGetProperty("platform", out var platform) && ClientPlatforms.Contains(platform.GetString());
            return Problem(data);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return error.Message;
        }
    }

    private static string? Problem(JsonElement data)
    {
        if (data.GetProperty("environment").GetString() is not { Length: > 0 and <= 255 })
            return "environment is required";
        var body = data.GetProperty("body");
        if (Bodies.Count(kind => body.TryGetProperty(kind, out _)) != 1)
            return "body needs exactly one of trace, trace_chain, message, crash_report";
        if (data.TryGetProperty("level", out var level) && !Levels.Contains(level.GetString()))
            return "level is unknown";
        if (data.TryGetProperty("uuid", out var uuid) && !Guid.TryParse(uuid.GetString(), out _))
            return "uuid is no uuid";
        if (data.TryGetProperty("title", out var title) && title.GetString() is not { Length: > 0 and <= 255 })
            return "title is longer than 255 characters";
        if (data.TryGetProperty("code_version", out var version) && version.GetString() is not { Length: <= 40 })
            return "code_version is longer than 40 characters";
        if (data.TryGetProperty("person", out var person) && person.GetProperty("id").GetString() is not { Length: > 0 and <= 40 })
            return "person.id is not 1 to 40 characters long";
        if (data.TryGetProperty("timestamp", out var timestamp))
            timestamp.GetInt64();
        return body.EnumerateObject().Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(JsonProperty body) => body.Name switch
    {
        "trace" => TraceProblem(body.Value),
        "trace_chain" => body.Value.GetArrayLength() == 0 ? "trace_chain is empty" : body.Value.EnumerateArray().Select(TraceProblem).FirstOrDefault(problem => problem is not null),
        "message" => body.Value.GetProperty("body").GetString() is { Length: > 0 } ? null : "message.body is required",
        _ => null,
    };

    private static string? TraceProblem(JsonElement trace)
    {
        if (trace.GetProperty("exception").GetProperty("class").GetString() is not { Length: > 0 })
            return "exception.class is required";
        foreach (var frame in trace.GetProperty("frames").EnumerateArray())
        {
            if (frame.GetProperty("filename").GetString() is null)
                return "frame.filename is required";
            if (frame.TryGetProperty("lineno", out var line))
                line.GetInt32();
        }

        return null;
    }
}
