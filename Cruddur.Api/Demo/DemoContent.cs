namespace Cruddur.Api.Demo;

/// <summary>What the demo people write, oldest first.</summary>
internal static class DemoContent
{
    public static readonly IReadOnlyDictionary<string, string> DisplayNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["andrewbrown"] = "Andrew Brown",
        ["bayko"] = "Andrew Bayko",
        ["garak"] = "Elim Garak",
        ["londo"] = "Londo Mollari",
        ["worf"] = "Worf",
    };

    public static readonly IReadOnlyList<DemoCrud> Cruds =
    [
        new("worf", TimeSpan.FromDays(6), "A log line without a trace id has no honor."),
        new("londo", TimeSpan.FromDays(4), "In my day the Republic ran on one server, and that server knew its place.",
            new DemoReply("garak", TimeSpan.FromHours(2), "I admire a system that forgets nothing, Ambassador. Do you?"),
            new DemoReply("londo", TimeSpan.FromHours(5), "I prefer one that expires after thirty days.")),
        new("garak", TimeSpan.FromDays(3), "I merely hem trousers. Why this department store needs four observability backends, I could not say."),
        new("bayko", TimeSpan.FromDays(2), "Rewrote the home feed query. It was quick before; now I can prove it.",
            new DemoReply("andrewbrown", TimeSpan.FromMinutes(25), "Post the two waterfalls side by side!"),
            new DemoReply("worf", TimeSpan.FromHours(1), "A worthy duel of indexes.")),
        new("worf", TimeSpan.FromHours(26), "I have deployed on a Friday. It was a good day."),
        new("londo", TimeSpan.FromHours(9), "Ah, the latency is at peace today. Enjoy it. It never lasts."),
        new("andrewbrown", TimeSpan.FromHours(3), "Week two: we follow one request from the browser all the way to the database. ☁️",
            new DemoReply("bayko", TimeSpan.FromMinutes(12), "And it's one trace? Show me the ids."),
            new DemoReply("andrewbrown", TimeSpan.FromMinutes(20), "Same id in every span. Open the dashboard and see.")),
        new("garak", TimeSpan.FromMinutes(35), "The truth is usually just a span that nobody started.",
            new DemoReply("worf", TimeSpan.FromMinutes(6), "Then start it.")),
    ];
}
