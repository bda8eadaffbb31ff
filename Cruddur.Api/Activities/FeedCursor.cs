using System.Globalization;

namespace Cruddur.Api.Activities;

/// <summary>
/// The key of a page's last activity, which the next page starts after: Unix milliseconds, a hyphen and the uuid without hyphens. A key instead of
/// an offset: a page costs the same however far down it is, and nothing is shown twice when something new arrives above.
/// </summary>
internal readonly record struct FeedCursor(long CreatedAt, string Uuid) : IParsable<FeedCursor>
{
    /// <summary>Before the newest activity.</summary>
    public static readonly FeedCursor Start = new(long.MaxValue, "");

    public override string ToString() => $"{CreatedAt}-{Guid.Parse(Uuid):N}";

    public static FeedCursor Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var cursor) ? cursor : throw new FormatException("A cursor is a number, a hyphen and a uuid without hyphens.");

    public static bool TryParse(string? s, IFormatProvider? provider, out FeedCursor result)
    {
        result = default;
        var hyphen = s?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (hyphen < 0
            || !long.TryParse(s.AsSpan(0, hyphen), NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt)
            || !Guid.TryParseExact(s.AsSpan(hyphen + 1), "N", out var uuid))
            return false;
        result = new(createdAt, uuid.ToString());
        return true;
    }
}
