using Cruddur.ServiceDefaults.Sampling.Daemon;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>Warns at start of local rules that can never match, and keeps the rules up to date where there is a daemon to ask.</summary>
internal sealed partial class SamplingWatch(
    IServiceProvider services, ServiceFacts service, SamplingCounts counts, TimeProvider time, ILogger<SamplingWatch> logger, ILogger<DaemonSync> syncLogger) : BackgroundService
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterUnforeseen = TimeSpan.FromMinutes(5);

    // Resolved here, not injected: the host checks options between constructing its services and starting them.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetRequiredService<IDecider>() is not XRayRules rules)
            return;

        var (local, path, _) = services.GetRequiredService<LocalRulesFile>().Read(services.GetRequiredService<IOptions<SamplingOptions>>().Value);
        foreach (var problem in RuleCheck.OfLocal(local, service))
            Log.NeverMatches(logger, path, problem);
        if (DaemonAddress.TryParse(services.GetRequiredService<IOptions<DaemonOptions>>().Value.Address) is { } address)
            await KeepInStepAsync(rules, address.Tcp, stoppingToken);
    }

    private async Task KeepInStepAsync(XRayRules rules, HostAndPort address, CancellationToken stoppingToken)
    {
        using var client = new DaemonClient(address);
        var sync = new DaemonSync(client, rules, service, counts, time, syncLogger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await sync.TurnAsync(stoppingToken) - time.GetUtcNow();
                await Task.Delay(wait > ShortestWait ? wait : ShortestWait, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception unforeseen)
            {
                // Whatever it is, requests go on with the rules in force, and so does the asking.
                Log.Unforeseen(logger, unforeseen);
                await Task.Delay(AfterUnforeseen, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A sampling rule can never match ({File}): {Problem}.")]
        public static partial void NeverMatches(ILogger logger, string file, string problem);

        [LoggerMessage(2, LogLevel.Error, "The X-Ray daemon's rules could not be taken over.")]
        public static partial void Unforeseen(ILogger logger, Exception error);
    }
}
