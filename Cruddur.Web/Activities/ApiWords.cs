namespace Cruddur.Web.Activities;

/// <summary>The API's error words, in words for people.</summary>
internal static class ApiWords
{
    public const string TooLong = "message_exceed_max_chars";

    /// <summary>Ours, for a 400: the API doesn't say which part it can't read.</summary>
    public const string Unreadable = "message_unreadable";

    public static string Say(string word, int maxLength) => word switch
    {
        "message_blank" => "Write something first: a crud needs at least one visible character.",
        TooLong => $"That is too long: {maxLength:N0} characters at most.",
        "ttl_blank" => "Choose how long it should live.",
        Unreadable => "It holds a character that can't be posted, such as an invisible control character. Take it out and try again.",
        _ => $"It was refused: {word}.",
    };
}
