using System.Net.Http.Headers;
using System.Text.Json;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>Asks the daemon, which signs and passes on. An answer that is late, too large or none at all is an exception of the kinds that <see cref="IsFailure"/> knows.</summary>
internal sealed class DaemonClient(HostAndPort address) : IDisposable
{
    private const int MaxAnswer = 1024 * 1024;

    // A page of X-Ray's holds all rules of most accounts.
    private const int MaxPages = 20;

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    // Without a propagator there are no spans of its own. A proxy is for the world outside, which the daemon is the way to.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = new Uri($"http://{address}"),
        MaxResponseContentBufferSize = MaxAnswer,
        Timeout = AnswersWithin,
    };

    public HostAndPort Address => address;

    public static bool IsFailure(Exception error) => error is HttpRequestException or IOException or JsonException or TaskCanceledException or InvalidOperationException;

    /// <summary>All rules of the account. What is malformed among them is left out, with a sentence for each.</summary>
    public async Task<(IReadOnlyList<SamplingRule> Rules, IReadOnlyList<string> Problems)> GetRulesAsync(CancellationToken cancellationToken)
    {
        var rules = new List<SamplingRule>();
        var problems = new List<string>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            using var answer = await PostAsync("/GetSamplingRules", next is null ? [] : JsonSerializer.SerializeToUtf8Bytes(new { NextToken = next }), cancellationToken);
            rules.AddRange(SamplingRuleReader.Read(answer.RootElement, problems, strict: false));
            next = answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("NextToken", out var token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()
                : null;
            if (string.IsNullOrEmpty(next))
                break;
        }

        return rules.Count > 0
            ? ([.. rules.DistinctBy(rule => rule.RuleName, StringComparer.Ordinal)], problems)
            : throw new JsonException(problems.Count > 0 ? $"the answer {problems[0]}" : "the answer has no rules");
    }

    /// <summary>Reports what the rules did and gets what to do next.</summary>
    public async Task<SamplingTargets> GetTargetsAsync(byte[] statistics, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync("/SamplingTargets", statistics, cancellationToken);
        return SamplingTargets.Read(answer.RootElement);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
        // Read whole by now, within the client's limits of size and time.
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
    }
}
