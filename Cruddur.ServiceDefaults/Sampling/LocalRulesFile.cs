using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>The rules that govern without an X-Ray daemon: <c>Sampling:RulesFile</c>, else <c>xray.json</c> in the content root, else the rules built in.</summary>
internal sealed class LocalRulesFile(IHostEnvironment environment)
{
    private const string Name = "xray.json";

    // A file of X-Ray's size limit for rules is far smaller.
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the rules and says what is wrong with them. A file that can't be read has no rules.</summary>
    public (IReadOnlyList<SamplingRule> Rules, string Path, IReadOnlyList<string> Problems) Read(SamplingOptions options)
    {
        var path = System.IO.Path.Combine(environment.ContentRootPath, string.IsNullOrWhiteSpace(options.RulesFile) ? Name : options.RulesFile);
        if (string.IsNullOrWhiteSpace(options.RulesFile) && !File.Exists(path))
            return (BuiltIn(), $"the built-in {Name}", []);

        try
        {
            using var file = File.OpenRead(path);
            var (rules, problems) = Parse(file);
            return (rules, path, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ([], path, [unreadable.Message.TrimEnd('.')]);
        }
    }

    public static IReadOnlyList<SamplingRule> BuiltIn()
    {
        using var resource = typeof(LocalRulesFile).Assembly.GetManifestResourceStream(Name)!;
        return Parse(resource).Rules;
    }

    private static (IReadOnlyList<SamplingRule> Rules, IReadOnlyList<string> Problems) Parse(Stream stream)
    {
        if (stream.Length > MaxBytes)
            return ([], [$"it is larger than {MaxBytes} bytes"]);
        try
        {
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var problems = new List<string>();
            return (SamplingRuleReader.Read(document.RootElement, problems, strict: true), problems);
        }
        catch (JsonException malformed)
        {
            return ([], [$"it is not JSON (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1})"]);
        }
    }
}
