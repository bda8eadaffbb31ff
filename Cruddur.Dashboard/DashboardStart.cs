using System.Net;
using System.Net.Sockets;
using Cruddur.Dashboard.Listeners;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Trust;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard;

/// <summary>Starts the dashboard, or says in one line why it can't.</summary>
internal static class DashboardStart
{
    /// <summary>Runs until it is stopped; 1 where it could not start.</summary>
    public static async Task<int> RunDashboardAsync(this WebApplication app)
    {
        try
        {
            // In front of the host's start, which would log a failure with its stack.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            CheckPorts(app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value);
            var file = app.Services.GetRequiredService<TelemetryFile>();
            await app.StartAsync();
            Announce(app.Services, file);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return Refuse(e.Failures);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return Refuse(e.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures));
        }
        catch (InvalidOperationException e) when (e.InnerException is FormatException or ArgumentException)
        {
            // A setting that isn't of its type; the message has its key.
            return Refuse([e.Message]);
        }
        catch (Exception e) when (e is StartRefusedException or IOException { InnerException: AddressInUseException })
        {
            return Refuse([e.Message]);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static void CheckPorts(DashboardOptions options)
    {
        var refusals = DashboardListeners.Ports(options).Where(one => one.Port != 0).Select(one => Try(one.Listener, one.Port)).OfType<string>().ToList();
        if (refusals.Count > 0)
            throw new StartRefusedException(string.Join('\n', refusals));
    }

    private static string? Try(Listener listener, int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"Port {port} is taken. Stop what listens there, or set Dashboard:{listener}Port to another port.";
        }
        catch (SocketException e)
        {
            // Below 1024 a port may want more rights than the dashboard has.
            return $"Port {port} can't be opened: {e.Message}. Set Dashboard:{listener}Port to another port.";
        }
    }

    private static void Announce(IServiceProvider services, TelemetryFile file)
    {
        var options = services.GetRequiredService<IOptions<DashboardOptions>>().Value;
        var listeners = services.GetRequiredService<DashboardListeners>();
        var token = services.GetRequiredService<LoginToken>();
        var ui = listeners.Address(Listener.Ui);
        Console.WriteLine($"Dashboard  {ui}{(token.IsMadeUp && !options.AllowAnonymous ? $"{Login.Path}?t={token.Text}" : "")}");
        Console.WriteLine($"OTLP/gRPC  {listeners.Address(Listener.OtlpGrpc)}  (OTEL_EXPORTER_OTLP_ENDPOINT, with OTEL_EXPORTER_OTLP_PROTOCOL=grpc)");
        Console.WriteLine($"OTLP/HTTP  {listeners.Address(Listener.OtlpHttp)}  (OTEL_EXPORTER_OTLP_ENDPOINT, with OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf)");
        Console.WriteLine($"Data       {file.Path}");
    }

    private static int Refuse(IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            Console.Error.WriteLine(reason);
        return 1;
    }
}
