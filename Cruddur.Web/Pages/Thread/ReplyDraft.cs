namespace Cruddur.Web.Pages.Thread;

/// <summary>What the reply form holds.</summary>
public sealed class ReplyDraft
{
    /// <summary>In Unicode code points; the API's limit.</summary>
    public const int MaxLength = 1024;

    /// <summary>The text, as typed; null before anything was sent.</summary>
    public string? Message { get; set; }
}
