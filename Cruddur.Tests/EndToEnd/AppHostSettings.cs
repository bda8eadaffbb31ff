using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cruddur.Tests.EndToEnd;

/// <summary>Where one run of the AppHost listens and keeps its data. Free ports, so that it can stand beside a developer's own run.</summary>
internal sealed record AppHostSettings(string DataFolder, string Token, IReadOnlyList<int> Ports)
{
    /// <summary>Web, API, dashboard, OTLP/gRPC, OTLP/HTTP, the X-Ray daemon; then the three that only the real Aspire's dashboard wants.</summary>
    private const int PortCount = 9;

    public Uri Web => At(0);

    public Uri Api => At(1);

    public Uri Dashboard => At(2);

    public static AppHostSettings WithFreePorts(string dataFolder) =>
        new(dataFolder, Guid.NewGuid().ToString("N"), FreePorts());

    public IEnumerable<(string Name, string Value)> Environment()
    {
        yield return ("DOTNET_ENVIRONMENT", "Development");
        yield return ("ASPNETCORE_ENVIRONMENT", "Development");
        yield return ("CRUDDUR_DATA", DataFolder);
        yield return ("Dashboard__Token", Token);
        yield return ("Ports__Web", Port(0));
        yield return ("Ports__Api", Port(1));
        yield return ("Ports__Dashboard", Port(2));
        yield return ("Ports__OtlpGrpc", Port(3));
        yield return ("Ports__OtlpHttp", Port(4));
        yield return ("Ports__XRayDaemon", Port(5));
        yield return ("ASPNETCORE_URLS", At(6).ToString());
        yield return ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", At(7).ToString());
        yield return ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", At(8).ToString());
        yield return ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
    }

    /// <summary>Below the range that the system gives to whoever asks for any port: other tests do so all the time.</summary>
    private static int[] FreePorts() =>
        [.. Enumerable.Range(Random.Shared.Next(10_000, 30_000), 2_000).Where(IsFree).Take(PortCount)];

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Uri At(int index) => new($"http://localhost:{Ports[index]}");

    private string Port(int index) => Ports[index].ToString(CultureInfo.InvariantCulture);
}
