using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Cruddur.ServiceDefaults.CloudWatchLogs;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class SignedRequestTests
{
    [Fact]
    public async Task Request_is_the_one_that_AWSs_own_command_line_sends_signature_included()
    {
        var (captured, body) = await CapturedAsync();
        var now = DateTimeOffset.ParseExact(captured["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var destination = new CloudWatchLogsDestination("CloudWatch Logs", new Uri($"http://{captured["Host"]}"), "us-east-1", "cruddur", "api", 1);
        using var request = SignedRequest.Of(destination, "PutLogEvents", Encoding.UTF8.GetBytes(body), new ImmutableCredentials("local", "local", null), now);

        Assert.Equal(["X-Amz-Target", "X-Amz-Date", "Authorization"], request.Headers.Select(header => header.Key));
        Assert.All(request.Headers, header => Assert.Equal(captured[header.Key], Assert.Single(header.Value)));
        Assert.Equal(captured["Content-Type"], request.Content!.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Body_is_the_one_that_AWSs_own_command_line_sends()
    {
        var (_, body) = await CapturedAsync();
        var payload = SampleEvents.Payload("""{"a":"grüße"}""", DateTimeOffset.FromUnixTimeMilliseconds(1795167556135));
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        Assert.Single(PutLogEventsRequest.Of([payload])).Write(buffer, "cruddur", "api/1");
        Assert.Equal(JsonNode.Parse(body)!.ToJsonString(), JsonNode.Parse(buffer.WrittenSpan)!.ToJsonString());
    }

    // The head of the request as it stood on the wire, an empty line, the body.
    private static async Task<(Dictionary<string, string> Headers, string Body)> CapturedAsync()
    {
        var path = Path.Combine(Checkout.Root, "Cruddur.Tests", "ServiceDefaults", "CloudWatchLogs", "Captured", "awscli-put-log-events.http");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var (head, body) = (text.Split("\n\n")[0], text.Split("\n\n")[1].Trim());
        return (head.Split('\n').Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase), body);
    }
}
