using System.Net;
using System.Text.RegularExpressions;

namespace Cruddur.Tests.Web;

/// <summary>What the front end answered.</summary>
internal sealed partial record Page(HttpStatusCode Status, string Html, Uri? Location)
{
    /// <summary>The text of the page, a line for each element that has some; nothing of its scripts, styles and hidden fields.</summary>
    public string Text => WebUtility.HtmlDecode(Lines().Replace(Tags().Replace(Html, "\n"), "\n"));

    /// <summary>What <c>&lt;meta name="traceparent"&gt;</c> says.</summary>
    public string TraceParent => Meta().Match(Html).Groups["value"].Value;

    public static async Task<Page> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.Location);

    /// <summary>The antiforgery token of a form.</summary>
    public string Token(string form) => WebUtility.HtmlDecode(Regex.Match(
        Html, $"name=\"_handler\" value=\"{form}\".*?name=\"__RequestVerificationToken\" value=\"(.*?)\"", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lines();

    [GeneratedRegex("<meta name=\"traceparent\" content=\"(?<value>.*?)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Meta();
}
