using Cruddur.Web.Activities;

namespace Cruddur.Web.Pages.Home;

/// <summary>What the composer's form holds.</summary>
public sealed class CrudDraft
{
    /// <summary>In Unicode code points; the API's limit.</summary>
    public const int MaxLength = 280;

    /// <summary>The text, as typed.</summary>
    public string? Message { get; set; }

    /// <summary>A word of <see cref="TimeToLive"/>.</summary>
    public string? Ttl { get; set; } = TimeToLive.Default;
}
