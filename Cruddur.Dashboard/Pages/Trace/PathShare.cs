namespace Cruddur.Dashboard.Pages.Trace;

/// <summary>A service's share of the critical path.</summary>
/// <param name="Service">The service.</param>
/// <param name="Offset">Where it begins in a bar of all shares, in percent.</param>
/// <param name="Width">How much of the path it is, in percent.</param>
public sealed record PathShare(string Service, double Offset, double Width)
{
    /// <summary>The shares in the order in which the services come in.</summary>
    public static IReadOnlyList<PathShare> Of(IReadOnlyList<WaterfallRow> rows)
    {
        var whole = rows.Sum(row => (double)row.PathNanos);
        var shares = new List<PathShare>();
        foreach (var service in rows.Where(row => row.PathNanos > 0).GroupBy(row => row.Span.Resource.ServiceName))
        {
            var offset = shares.Count == 0 ? 0 : shares[^1].Offset + shares[^1].Width;
            shares.Add(new(service.Key, offset, 100 * service.Sum(row => (double)row.PathNanos) / whole));
        }

        return shares;
    }
}
