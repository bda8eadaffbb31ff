using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>Groups, streams and events, with the errors and limits of the API's description.</summary>
internal sealed class PeerStore
{
    private static readonly int[] Retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>The groups with their retention in days; zero is for ever.</summary>
    public ConcurrentDictionary<string, int> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>The events of each stream, in the order of arrival.</summary>
    public ConcurrentDictionary<(string Group, string Stream), ConcurrentQueue<(long Time, string Message)>> Streams { get; } = new();

    public IReadOnlyList<(long Time, string Message)> Events => [.. Streams.Values.SelectMany(events => events)];

    public IReadOnlyList<string> Messages => [.. Events.Select(item => item.Message)];

    public PeerAnswer Answer(string operation, JsonElement body, DateTimeOffset now)
    {
        if (operation == "DescribeLogGroups")
            return Describe(body.GetProperty("logGroupNamePrefix").GetString()!);
        var group = body.GetProperty("logGroupName").GetString()!;
        var stream = body.TryGetProperty("logStreamName", out var name) ? name.GetString()! : "";
        return operation switch
        {
            "CreateLogGroup" => Groups.TryAdd(group, 0) ? Empty : PeerAnswer.Error("ResourceAlreadyExistsException"),
            _ when !Groups.ContainsKey(group) => PeerAnswer.Error("ResourceNotFoundException", "The specified log group does not exist."),
            "PutRetentionPolicy" => Retain(group, body.GetProperty("retentionInDays").GetInt32()),
            "CreateLogStream" when stream.Length is 0 or > 512 || stream.AsSpan().ContainsAny(':', '*') => PeerAnswer.Error("InvalidParameterException", "logStreamName"),
            "CreateLogStream" => Streams.TryAdd((group, stream), []) ? Empty : PeerAnswer.Error("ResourceAlreadyExistsException"),
            "PutLogEvents" => Put((group, stream), [.. body.GetProperty("logEvents").EnumerateArray()], now),
            _ => PeerAnswer.Error("UnknownOperationException"),
        };
    }

    private static PeerAnswer Empty => new(200, "");

    private PeerAnswer Describe(string prefix) => new(200, JsonSerializer.Serialize(new
    {
        logGroups = Groups.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => new { logGroupName = name }),
    }));

    private PeerAnswer Retain(string group, int days)
    {
        if (!Retentions.Contains(days))
            return PeerAnswer.Error("InvalidParameterException", "retentionInDays");
        Groups[group] = days;
        return Empty;
    }

    private PeerAnswer Put((string Group, string Stream) at, IReadOnlyList<JsonElement> events, DateTimeOffset now)
    {
        if (!Streams.TryGetValue(at, out var kept))
            return PeerAnswer.Error("ResourceNotFoundException", "The specified log stream does not exist.");

        var all = events.Select(item => (Time: item.GetProperty("timestamp").GetInt64(), Message: item.GetProperty("message").GetString()!)).ToList();
        if (all.Count is 0 or > 10_000 || all.Exists(item => item.Message.Length == 0))
            return PeerAnswer.Error("InvalidParameterException", "1 to 10,000 events of at least one character");
        if (all.Sum(item => Encoding.UTF8.GetByteCount(item.Message) + 26) > 1_048_576)
            return PeerAnswer.Error("InvalidParameterException", "Upload too large: exceeds limit of 1048576");
        if (all.Zip(all.Skip(1)).Any(pair => pair.First.Time > pair.Second.Time))
            return PeerAnswer.Error("InvalidParameterException", "Log events in a single PutLogEvents request must be in chronological order.");
        if (all[^1].Time - all[0].Time > 24 * 60 * 60 * 1000)
            return PeerAnswer.Error("InvalidParameterException", "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");

        var tooOld = all.FindLastIndex(item => item.Time < now.AddDays(-14).ToUnixTimeMilliseconds()) + 1;
        var tooNew = all.FindIndex(item => item.Time > now.AddHours(2).ToUnixTimeMilliseconds());
        foreach (var item in all[tooOld..(tooNew < 0 ? all.Count : tooNew)])
            kept.Enqueue(item);
        var info = new Dictionary<string, int>(StringComparer.Ordinal);
        if (tooOld > 0)
            info["tooOldLogEventEndIndex"] = tooOld;
        if (tooNew >= 0)
            info["tooNewLogEventStartIndex"] = tooNew;
        return new PeerAnswer(200, info.Count == 0 ? """{"nextSequenceToken":"ignored"}""" : JsonSerializer.Serialize(new { rejectedLogEventsInfo = info }));
    }
}
