using System.Text.Json;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>Writes <c>{"SamplingStatisticsDocuments":[{"ClientID","RuleName","RequestCount","SampledCount","BorrowCount","Timestamp"}]}</c>.</summary>
internal static class SamplingStatistics
{
    /// <summary>As many rules as X-Ray takes at once.</summary>
    public const int MaxRules = 25;

    public static byte[] Write(string clientId, IEnumerable<(string Rule, RuleStatistics Counts)> statistics, DateTimeOffset now)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("SamplingStatisticsDocuments");
            foreach (var (rule, counts) in statistics)
            {
                writer.WriteStartObject();
                writer.WriteString("ClientID", clientId);
                writer.WriteString("RuleName", rule);
                writer.WriteNumber("RequestCount", counts.Requests);
                writer.WriteNumber("SampledCount", counts.Sampled);
                writer.WriteNumber("BorrowCount", counts.Borrowed);
                writer.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds() / 1000m);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }
}
