namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>The header <c>Retry-After</c>: so many seconds, or a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date - now,
        _ => null,
    };
}
