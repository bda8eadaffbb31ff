using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using OpenTelemetry;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>The credentials of one destination: fixed ones, or AWS's chain (environment, profile, web identity, container, machine), which keeps them and renews them itself.</summary>
internal sealed class AwsCredentials(ImmutableCredentials? given) : IDisposable
{
    // The machine's metadata service is asked last, and answers at once or not at all.
    private static readonly TimeSpan LongestResolution = TimeSpan.FromSeconds(8);

    private DefaultAWSCredentialsIdentityResolver? _chain;

    /// <summary>AWS's chain for AWS. A loopback receiver gets what is no secret: nobody checks it there, and the chain isn't asked.</summary>
    public static AwsCredentials For(CloudWatchLogsDestination destination) =>
        new(destination.IsLocal ? new ImmutableCredentials("local", "local", null) : null);

    /// <summary>The present credentials; null when there are none.</summary>
    public async Task<ImmutableCredentials?> GetAsync(CancellationToken cancellationToken)
    {
        if (given is not null)
            return given;
        // Reading files and starting processes, as the chain may do, is not for this thread, nor is it part of any trace.
        return await Task.Run(ResolveAsync, cancellationToken).WaitAsync(LongestResolution, cancellationToken);
    }

    /// <summary>Forgets what the chain has kept.</summary>
    public void Renew()
    {
        _chain?.Dispose();
        _chain = null;
    }

    public void Dispose() => _chain?.Dispose();

    private async Task<ImmutableCredentials?> ResolveAsync()
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            _chain ??= new DefaultAWSCredentialsIdentityResolver();
            var found = await _chain.ResolveIdentityAsync(null, CancellationToken.None);
            return await found.GetCredentialsAsync();
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException)
        {
            return null;
        }
    }
}
