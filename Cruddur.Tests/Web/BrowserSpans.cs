using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cruddur.Tests.Web;

/// <summary>The spans that pages hand over, read from what they send; it answers in the endpoint's place.</summary>
internal sealed class BrowserSpans : IStartupFilter
{
    private readonly Channel<BrowserSpan> _spans = Channel.CreateUnbounded<BrowserSpan>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/otlp/v1/traces", branch => branch.Run(ReceiveAsync));
        next(app);
    };

    /// <summary>Waits for the next span that has one of the names; those before it are passed over.</summary>
    public async Task<BrowserSpan> NamedAsync(params string[] names)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var span in _spans.Reader.ReadAllAsync(patience.Token))
        {
            if (names.Contains(span.Name))
                return span;
        }
        throw new InvalidOperationException("The page sends no more.");
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        Assert.Equal("application/json", http.Request.ContentType);
        using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var resourceSpans = document.RootElement.GetProperty("resourceSpans").EnumerateArray().Single();
        Assert.Equal("browser", BrowserSpan.Attributes(resourceSpans.GetProperty("resource"))["service.name"]);
        foreach (var span in resourceSpans.GetProperty("scopeSpans").EnumerateArray().Single().GetProperty("spans").EnumerateArray())
            Assert.True(_spans.Writer.TryWrite(BrowserSpan.Read(span)));
    }
}

internal sealed record BrowserSpan(string Name, string TraceId, string SpanId, string ParentSpanId, TimeSpan Duration, Dictionary<string, string> Facts, Dictionary<string, string>[] Exceptions)
{
    public string this[string attribute] => Facts[attribute];

    public static BrowserSpan Read(JsonElement span) => new(
        span.GetProperty("name").GetString()!,
        span.GetProperty("traceId").GetString()!,
        span.GetProperty("spanId").GetString()!,
        span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString()! : "",
        TimeSpan.FromTicks((Nanoseconds(span, "endTimeUnixNano") - Nanoseconds(span, "startTimeUnixNano")) / TimeSpan.NanosecondsPerTick),
        Attributes(span),
        span.TryGetProperty("events", out var events) ? [.. events.EnumerateArray().Select(Attributes)] : []);

    public static Dictionary<string, string> Attributes(JsonElement owner) => owner.GetProperty("attributes").EnumerateArray().ToDictionary(
        attribute => attribute.GetProperty("key").GetString()!,
        attribute => attribute.GetProperty("value").EnumerateObject().Single().Value.GetString()!,
        StringComparer.Ordinal);

    private static long Nanoseconds(JsonElement span, string time) => long.Parse(span.GetProperty(time).GetString()!, CultureInfo.InvariantCulture);
}
