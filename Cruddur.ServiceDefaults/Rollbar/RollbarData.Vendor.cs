using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Rollbar;
using Rollbar.DTOs;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>An item in the types of Rollbar's package, with the ids of the trace, for which they have no place. The notifier is the package's.</summary>
internal sealed class RollbarData : Data
{
    private static readonly JsonSerializer Json = JsonSerializer.CreateDefault();

    // What can't be read into the package's types, and its own notifier.
    private static readonly string[] Done = ["level", "request", "notifier"];

    private RollbarData(Body body)
        : base(body)
    {
    }

    /// <summary>What the package has no place for.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken>? Others { get; private set; }

    public static RollbarData Of(ReadOnlySpan<byte> item)
    {
        var json = (JObject)JObject.Parse(Encoding.UTF8.GetString(item))["data"]!;
        var data = new RollbarData(BodyOf((JObject)json["body"]!)) { Level = Enum.Parse<ErrorLevel>((string)json["level"]!, ignoreCase: true) };
        if (json["request"] is JObject request)
        {
            data.Request = new Request();
            foreach (var (key, value) in request)
                data.Request.Add(key, value);
        }

        json["body"] = new JObject { ["telemetry"] = null };
        foreach (var done in Done)
            json.Remove(done);
        Fill(data, json);
        return data;
    }

    // The package makes traces of exceptions alone: these are filled with what the item has.
    private static Body BodyOf(JObject body)
    {
        if (body["message"] is { } message)
            return new Body(new Message((string?)message["body"]));
        if (body["trace"] is { } trace)
        {
            var one = new Body(new InvalidOperationException(""));
            Fill(one.Trace!, trace);
            return one;
        }

        var traces = (JArray)body["trace_chain"]!;
        var chain = new Body(traces.Select(_ => (System.Exception)new InvalidOperationException("")));
        for (var i = 0; i < traces.Count; i++)
            Fill(chain.TraceChain![i], traces[i]);
        return chain;
    }

    private static void Fill(object target, JToken source)
    {
        using var reader = source.CreateReader();
        Json.Populate(reader, target);
    }
}
