using System.Runtime.CompilerServices;
using System.Text.Json;
using Cruddur.ServiceDefaults.Sampling;

namespace Cruddur.Tests.ServiceDefaults.XRay;

/// <summary>Whole documents, one file a case: the spans and what leaves for them.</summary>
public sealed class SegmentCaseTests
{
    public static TheoryData<string> Cases => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Spans_become_these_documents(string name)
    {
        var file = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Folder(), $"{name}.json"), TestContext.Current.CancellationToken));
        using var spans = new CaseSpans();
        spans.AddAll(file.GetProperty("spans"));
        var settings = XRayCase.Settings;
        if (file.TryGetProperty("settings", out var given))
        {
            settings = settings with
            {
                HostPattern = given.TryGetProperty("hostPattern", out var pattern) ? new Wildcard(pattern.GetString()!) : null,
                Origin = given.TryGetProperty("origin", out var origin) ? origin.GetString() : null,
                LogGroup = given.TryGetProperty("logGroup", out var group) ? group.GetString() : null,
            };
        }

        var documents = await XRayCase.DocumentsAsync(settings, spans.Ended);
        Assert.Equal(XRayCase.Readably(file.GetProperty("documents")), XRayCase.Readably(documents, spans.Ended));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}
