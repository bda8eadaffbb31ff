using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Receiving;

namespace Cruddur.Tests.Dashboard.Hostile;

/// <summary>Many connections that do little.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task With_300_idle_connections_on_each_port_ingest_goes_on()
    {
        using var dashboard = new DashboardApplication();
        var idle = new List<RawConnection>();
        try
        {
            foreach (var listener in Enum.GetValues<Listener>())
            {
                for (var number = 0; number < 300; number++)
                    idle.Add(await RawConnection.OpenAsync(dashboard, listener));
            }

            await dashboard.AssertTakesAsync();
            Assert.Contains("neighbour", await dashboard.ReadAsync("resources"), StringComparison.Ordinal);
            Assert.Equal("0", (await GrpcCall.SendAsync(dashboard, OtlpRequests.Traces("shop", TestSpan.Root(2)))).Status);
        }
        finally
        {
            idle.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task A_port_that_is_full_closes_the_next_connection_and_leaves_the_other_ports_alone()
    {
        using var dashboard = new DashboardApplication(new() { ["Dashboard:Receivers:MaxConnections"] = "3" });
        var held = new List<RawConnection>();
        for (var number = 0; number < 3; number++)
        {
            held.Add(await RawConnection.OpenAsync(dashboard, Listener.OtlpGrpc));
            // The server answers with settings of its own: it has the connection.
            await held[^1].SendAsync(new Http2Frames().Start().Written);
            Assert.NotEqual(0, await held[^1].ReadAsync(new byte[9]));
        }

        using (var refused = await RawConnection.OpenAsync(dashboard, Listener.OtlpGrpc))
            Assert.Empty(await refused.ReadToEndAsync());
        Assert.Equal([(RefusalReason.Connections, 1)], dashboard.Refused());
        await dashboard.AssertTakesAsync();

        held.ForEach(connection => connection.Dispose());
        while (!await TakesAsync(dashboard))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task<bool> TakesAsync(DashboardApplication dashboard)
    {
        try
        {
            return (await GrpcCall.SendAsync(dashboard, [])).Status == "0";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
