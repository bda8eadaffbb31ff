namespace Cruddur.Dashboard.Resources;

/// <summary>A resource of the application, as the host that runs it last described it.</summary>
public sealed record ResourceSnapshot
{
    /// <summary>Its name in the topology, such as <c>api</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>Project</c> or <c>Container</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>NotStarted, Waiting, Starting, Running, FailedToStart, Exited, Finished or Stopping; shown as it is where it is another word.</summary>
    public string State { get; init; } = "";

    /// <summary><c>Healthy</c> or <c>Unhealthy</c>; null where nothing checks it.</summary>
    public string? Health { get; init; }

    /// <summary>What the host has to say about the state.</summary>
    public string? Message { get; init; }

    /// <summary>How the process ended; null while it runs.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The operating system's number of the process.</summary>
    public int? Pid { get; init; }

    /// <summary>When it was started last.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    /// <summary>What it was started with; secrets arrive masked.</summary>
    public IReadOnlyList<EnvironmentEntry> Environment { get; init; } = [];

    /// <summary>The resources that it waits for before it starts.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];
}

/// <summary>An endpoint of a resource.</summary>
public sealed record ResourceUrl(string Name, string Url)
{
    /// <summary>The address where it is safe to follow as a link: http and https only.</summary>
    public string? Href => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Url : null;
}

/// <summary>An environment variable of a resource.</summary>
public sealed record EnvironmentEntry(string Name, string? Value, bool Secret);

/// <summary>A line that a resource wrote to its console.</summary>
public sealed record ConsoleLine(DateTimeOffset Time, string Stream, string Line)
{
    /// <summary>Whether it was written to the standard error stream.</summary>
    public bool IsError => Stream == "stderr";
}
