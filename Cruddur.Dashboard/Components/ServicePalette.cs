namespace Cruddur.Dashboard.Components;

/// <summary>Gives each service one of the colours <c>service-0</c> to <c>service-11</c>, the same on every page.</summary>
internal sealed class ServicePalette
{
    /// <summary>How many colours there are; with more services than these, some share one.</summary>
    public const int Colours = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>The class name of a service's colour.</summary>
    public string ClassOf(string service)
    {
        lock (_lock)
        {
            if (_taken.TryGetValue(service, out var colour))
                return Name(colour);

            // The name chooses, so that a restart mostly keeps the colour; the next free one where another service was first.
            var preferred = Preferred(service);
            if (_taken.Count >= Colours)
                return Name(preferred);
            colour = preferred;
            while (_taken.ContainsValue(colour))
                colour = (colour + 1) % Colours;
            _taken.Add(service, colour);
            return Name(colour);
        }
    }

    private static string Name(int colour) => $"service-{colour}";

    private static int Preferred(string service) => (int)(service.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % Colours);
}
