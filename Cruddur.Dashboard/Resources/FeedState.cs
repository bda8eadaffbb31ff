using System.Collections.Immutable;

namespace Cruddur.Dashboard.Resources;

/// <summary>What the resource feed has told so far.</summary>
/// <param name="Status">How the connection is.</param>
/// <param name="Resources">The resources by name.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record FeedState(FeedStatus Status, ImmutableArray<ResourceSnapshot> Resources, long Version)
{
    /// <summary>There is no feed.</summary>
    public static FeedState Off { get; } = new(FeedStatus.Off, [], Version: 0);

    /// <summary>The resource of a name; null where there is none.</summary>
    public ResourceSnapshot? Find(string name) => Resources.FirstOrDefault(resource => resource.Name == name);
}

/// <summary>How the connection to the resource feed is.</summary>
public enum FeedStatus
{
    /// <summary>No host told its address.</summary>
    Off,

    /// <summary>Nothing has been heard yet.</summary>
    Connecting,

    /// <summary>What is shown is what is.</summary>
    Live,

    /// <summary>What is shown is what was; it is tried again.</summary>
    Lost,
}
