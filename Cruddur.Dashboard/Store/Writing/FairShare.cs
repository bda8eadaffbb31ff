namespace Cruddur.Dashboard.Store.Writing;

/// <summary>Who has to give, and how much: the service that has the most, until the next has as much.</summary>
/// <param name="Of">Its runs and resources that have something to give.</param>
/// <param name="Count">How many records.</param>
internal sealed record FairShare(IReadOnlyList<(long Run, long Resource)> Of, long Count)
{
    /// <summary>Chooses; null where nobody has anything that may go.</summary>
    public static FairShare? Largest(
        IEnumerable<(long Run, long Resource, long Count)> stored, IReadOnlySet<long> pinned, Func<long, string> serviceOf, long surplus)
    {
        var services = stored.Where(one => !pinned.Contains(one.Run))
            .GroupBy(one => serviceOf(one.Resource), StringComparer.Ordinal)
            .Select(service => (Count: service.Sum(one => one.Count), Of: service.Select(one => (one.Run, one.Resource)).ToList()))
            .OrderByDescending(service => service.Count).ToList();
        if (services.Count == 0)
            return null;
        // Once they are level, each gives its part.
        var ahead = services.Count == 1 ? surplus : services[0].Count - services[1].Count;
        return new(services[0].Of, Math.Clamp(ahead + (surplus / services.Count), 1, Math.Max(1, surplus)));
    }
}
