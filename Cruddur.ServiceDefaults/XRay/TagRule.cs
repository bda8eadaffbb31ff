using System.Buffers;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>
/// Where a tag goes in X-Ray. What X-Ray has a field for goes there. Of the rest, a tag of one's own is an <b>annotation</b>, which X-Ray indexes, if X-Ray can:
/// its key has letters, digits, underscores and dots only (dots become underscores), its value is a text of up to 1,000 characters, a number or a truth value, and
/// there are fewer than 50 in the document. All others, and the tags of OpenTelemetry's conventions, are <b>metadata</b>, under what stands before the key's first dot.
/// </summary>
/// <example><c>app.result_length</c> is the annotation <c>app_result_length</c>; <c>user-activities.now</c>, for its hyphen, is <c>now</c> in the metadata of <c>user-activities</c>.</example>
internal static class TagRule
{
    /// <summary>X-Ray indexes so many of a trace. Counted by document, those of the spans inside it too: what else the trace has can't be known.</summary>
    public const int MaxAnnotations = 50;

    /// <summary>Longer texts aren't indexed.</summary>
    public const int MaxAnnotationLength = 1000;

    public const string DefaultNamespace = "default";

    private static readonly SearchValues<char> AnnotationCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    public static bool IsAnnotation(string key, object value) =>
        CanIndex(value) && key.Length is > 0 and <= 250 && !key.AsSpan().ContainsAnyExcept(AnnotationCharacters) && !IsConvention(key);

    /// <summary>Whether two keys are the same once their dots are underscores.</summary>
    public static bool SameAnnotation(string one, string other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && !(one[i] is '.' or '_' && other[i] is '.' or '_'))
                return false;
        }

        return true;
    }

    /// <summary>The metadata's namespace, and the key within it.</summary>
    public static (Range Namespace, Range Key) MetadataKey(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < key.Length - 1 ? (..dot, (dot + 1)..) : (..0, ..);
    }

    private static bool CanIndex(object value) => value switch
    {
        string text => text.Length <= MaxAnnotationLength,
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        bool or int or long or short or byte or sbyte or ushort or uint or ulong or decimal => true,
        _ => false,
    };

    // Namespaces of OpenTelemetry's semantic conventions, and the weight of a sampled span.
    private static bool IsConvention(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return key is "SampleRate";

        return key.AsSpan(0, dot) is "http" or "url" or "server" or "client" or "network" or "net" or "db" or "error" or "exception" or "user_agent" or "otel" or "code"
            or "thread" or "process" or "messaging" or "rpc" or "peer" or "tls" or "dns" or "aspnetcore" or "signalr" or "aws" or "cloud" or "faas" or "k8s"
            or "container" or "host" or "os" or "service" or "telemetry" or "deployment" or "session" or "user" or "enduser" or "event" or "log" or "browser"
            or "graphql" or "feature_flag" or "gen_ai";
    }
}

/// <summary>One entry of the metadata.</summary>
/// <param name="Key">The tag's key, with its namespace.</param>
/// <param name="Value">The tag's value, scrubbed.</param>
internal readonly record struct MetadataEntry(string Key, object Value)
{
    public ReadOnlySpan<char> Namespace => TagRule.MetadataKey(Key).Namespace is var range && Key.AsSpan()[range] is { IsEmpty: false } name ? name : TagRule.DefaultNamespace;

    public ReadOnlySpan<char> Name => Key.AsSpan()[TagRule.MetadataKey(Key).Key];
}
