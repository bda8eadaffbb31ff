using System.Net;
using System.Text.RegularExpressions;
using Cruddur.Dashboard.Listeners;

namespace Cruddur.Tests.Dashboard.Pages;

/// <summary>Reads pages as someone who is logged in does.</summary>
internal static partial class PageReader
{
    /// <summary>The page's markup.</summary>
    public static async Task<string> PageAsync(this DashboardApplication dashboard, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var client = dashboard.Client(Listener.Ui, withKey: true);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The texts of the elements of a class, in the order of the page.</summary>
    public static string[] Texts(string page, string className) =>
    [
        .. Regex.Matches(page, $@"class=""(?:[^""]* )?{className}(?: [^""]*)?""[^>]*>\s*([^<]*)", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value.Trim()))
    ];

    /// <summary>The names in a list of traces.</summary>
    public static string[] TraceNames(string page) =>
        [.. TraceLinks().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["name"].Value))];

    [GeneratedRegex("""<a href="traces/[0-9a-f]{32}"[^>]*>(?<name>[^<]*)</a>\s*<span class="mono""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceLinks();
}
