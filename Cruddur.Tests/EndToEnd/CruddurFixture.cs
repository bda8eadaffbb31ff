namespace Cruddur.Tests.EndToEnd;

/// <summary>One Cruddur for all tests of the collection, started by the first of them.</summary>
public sealed class CruddurFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private AppHostProcess? _host;

    internal AppHostSettings Settings => Host.Settings;

    private AppHostProcess Host => _host ?? throw new InvalidOperationException("Cruddur has not been started.");

    public async ValueTask InitializeAsync() =>
        _host = await AppHostProcess.StartAsync(AppHostSettings.WithFreePorts(_data.Path), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _data.Dispose();
    }
}

/// <summary>The tests that share <see cref="CruddurFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class CruddurCollection : ICollectionFixture<CruddurFixture>
{
    public const string Name = "Running Cruddur";
}
