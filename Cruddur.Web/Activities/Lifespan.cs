namespace Cruddur.Web.Activities;

/// <summary>How much of a crud's life is left.</summary>
public sealed record Lifespan(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset Now)
{
    private const double WaningBelow = 0.35;
    private const double EndingBelow = 0.12;

    /// <summary>Never negative.</summary>
    public TimeSpan Left => ExpiresAt > Now ? ExpiresAt - Now : TimeSpan.Zero;

    /// <summary>From 1, just posted, to 0, expired.</summary>
    public double Fraction
    {
        get
        {
            var whole = ExpiresAt - CreatedAt;
            return whole > TimeSpan.Zero ? Math.Clamp(Left / whole, 0, 1) : 0;
        }
    }

    /// <summary><c>fresh</c>, <c>waning</c> or <c>ending</c>: a class of the style sheets.</summary>
    public string Stage => Fraction switch
    {
        < EndingBelow => "ending",
        < WaningBelow => "waning",
        _ => "fresh",
    };
}
