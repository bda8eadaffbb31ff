using System.Diagnostics;
using Cruddur.ServiceDefaults.CloudWatchLogs;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

/// <summary>The chain reads the process's environment: these tests are the only ones that ask it.</summary>
public sealed class AwsCredentialsTests
{
    private static readonly CloudWatchLogsDestination Real = new("CloudWatch Logs", new Uri("https://logs.us-east-1.amazonaws.com"), "us-east-1", "cruddur", "api/1", 1);

    [Fact]
    public async Task Chain_finds_the_environment_and_a_loopback_receiver_never_gets_what_it_finds()
    {
        using var folder = new TemporaryFolder();
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(folder.Path, "none"));
        Set("AWS_CONFIG_FILE", Path.Combine(folder.Path, "none"));
        using var chain = AwsCredentials.For(Real);
        var watch = Stopwatch.StartNew();
        Assert.Null(await chain.GetAsync(TestContext.Current.CancellationToken));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 9);

        Set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Set("AWS_SECRET_ACCESS_KEY", "secret");
        Set("AWS_SESSION_TOKEN", "one");
        Assert.Equal("AKIDEXAMPLE one", await ShownAsync(chain));

        Set("AWS_SESSION_TOKEN", "two");
        chain.Renew();
        Assert.Equal("AKIDEXAMPLE two", await ShownAsync(chain));

        using var dummy = AwsCredentials.For(Real with { Endpoint = new Uri("http://localhost:4318") });
        Assert.Equal("local ", await ShownAsync(dummy));
        foreach (var name in new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN" })
            Set(name, null);
    }

    private static async Task<string> ShownAsync(AwsCredentials credentials)
    {
        var found = await credentials.GetAsync(TestContext.Current.CancellationToken);
        return $"{found?.AccessKey} {found?.Token}";
    }

    private static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
}
