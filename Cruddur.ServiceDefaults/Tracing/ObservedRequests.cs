using Microsoft.AspNetCore.Http;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>The request that code runs for, as far as the execution context flows. Nothing is kept unless somebody wants it.</summary>
internal sealed class ObservedRequests
{
    private readonly AsyncLocal<ObservedRequest?> _current = new();

    /// <summary>Set at start by who reads <see cref="Current"/>.</summary>
    public bool AreWanted { get; set; }

    public ObservedRequest? Current => _current.Value;

    public ObservedRequest? Begin(HttpContext context) => AreWanted ? _current.Value = new ObservedRequest(context) : null;
}
