namespace Cruddur.Hosting;

/// <summary>What this start of the AppHost is for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>The resources are run on this machine.</summary>
    Run,

    /// <summary>The resources are written down as a manifest; nothing is started.</summary>
    Publish,
}

/// <summary>What this start of the AppHost is for.</summary>
/// <param name="operation">The operation.</param>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>The operation.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>True when the resources are run on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>True when a manifest is written and nothing is started.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
