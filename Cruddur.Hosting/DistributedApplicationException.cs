namespace Cruddur.Hosting;

/// <summary>The application can't be built, run or published as described. The message says why and what to do.</summary>
public sealed class DistributedApplicationException : Exception
{
    /// <summary>Without a message of its own.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>With a message for the person who started the application.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the person who started the application, and what led to it.</summary>
    public DistributedApplicationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
