namespace Cruddur.Hosting;

/// <summary>The state of every resource, now, and a way to follow its changes. A slow follower skips what has been overtaken.</summary>
internal sealed class ResourceStates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ResourceSnapshot Snapshot, long Version)> _states = new(StringComparer.Ordinal);
    private readonly ChangeSignal _changed = new();
    private long _version;

    public ResourceStates(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            _states[resource.Name] = (ResourceSnapshot.Of(resource), ++_version);
        }
    }

    public ResourceSnapshot this[string name]
    {
        get
        {
            lock (_lock)
            {
                return _states[name].Snapshot;
            }
        }
    }

    public void Update(string name, Func<ResourceSnapshot, ResourceSnapshot> change)
    {
        lock (_lock)
        {
            _states[name] = (change(_states[name].Snapshot), ++_version);
        }

        _changed.Raise();
    }

    /// <summary>What has changed since a version (0: everything), the version that this is, and what to wait for.</summary>
    public (IReadOnlyList<ResourceSnapshot> Changes, long Version, Task Next) Since(long version)
    {
        var next = _changed.Next;
        lock (_lock)
        {
            return ([.. _states.Values.Where(state => state.Version > version).Select(state => state.Snapshot)], _version, next);
        }
    }
}
