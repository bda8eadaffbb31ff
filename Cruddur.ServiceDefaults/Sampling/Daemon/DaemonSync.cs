using System.Security.Cryptography;
using Cruddur.ServiceDefaults.Delivery;
using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Sampling.Daemon;

/// <summary>
/// Keeps X-Ray's rules and this service in step: fetches the rules, reports what they did and takes their targets. Only its own loop calls it. Nothing that
/// the daemon does reaches a request: until it answers well, what is in force stays.
/// </summary>
internal sealed partial class DaemonSync(
    DaemonClient daemon, XRayRules rules, ServiceFacts service, SamplingCounts counts, TimeProvider time, ILogger<DaemonSync> logger)
{
    private static readonly TimeSpan RulesEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RulesJitter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TargetsEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TargetsJitter = TimeSpan.FromMilliseconds(100);

    private readonly string _clientId = RandomNumberGenerator.GetHexString(24, lowercase: true);
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private DateTimeOffset _rulesDue = DateTimeOffset.MinValue;
    private DateTimeOffset _rulesFetched = DateTimeOffset.MinValue;
    private DateTimeOffset? _rulesModified;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private readonly HashSet<Question> _failing = [];
    private Question _asking;
    private int _failures;

    private enum Question
    {
        Rules,
        Targets,
    }

    /// <summary>Does what is due.</summary>
    /// <returns>When something is due next.</returns>
    public async Task<DateTimeOffset> TurnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _notBefore)
            return _notBefore;

        try
        {
            if (now >= _rulesDue)
                await FetchAsync(now, cancellationToken);
            await ReportAsync(now, cancellationToken);
            if (_rulesDue <= now)
                await FetchAsync(now, cancellationToken);
        }
        catch (Exception error) when (DaemonClient.IsFailure(error) && !cancellationToken.IsCancellationRequested)
        {
            Failed(error);
        }

        now = time.GetUtcNow();
        var targetsDue = (rules.LastFetched?.Rules ?? []).Select(rule => rule.State.NextReport).Where(due => due > now).DefaultIfEmpty(now + TargetsEvery).Min();
        var due = targetsDue < _rulesDue ? targetsDue : _rulesDue;
        return due > _notBefore ? due : _notBefore;
    }

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _asking = Question.Rules;
        var (fetched, problems) = await daemon.GetRulesAsync(cancellationToken);
        foreach (var problem in problems)
            Log.Unreadable(logger, problem);
        foreach (var problem in RuleCheck.OfFetched(fetched, service).Where(_warned.Add))
            Log.NeverMatches(logger, problem);

        var before = rules.LastFetched;
        var set = RuleSet.OfFetched(fetched, service, counts, before);
        foreach (var rule in set.Rules.Where(rule => rule.State.NextReport == default))
            rule.State.NextReport = now + TargetsEvery + Jitter(TargetsJitter);
        rules.Replace(set, now);
        Recovered();
        (_rulesFetched, _rulesDue) = (now, now + RulesEvery + Jitter(RulesJitter));
        if (before is null)
            Log.Governed(logger, fetched.Count, daemon.Address, set.Rules.Count);
    }

    // A rule that took no request has nothing to report, and needs no quota.
    private async Task ReportAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = (rules.LastFetched?.Rules ?? []).Where(rule => rule.State.NextReport <= now).ToList();
        foreach (var rule in due)
            rule.State.NextReport = now + TargetsEvery + Jitter(TargetsJitter);
        foreach (var batch in due.Where(rule => rule.State.HasRequests).Chunk(SamplingStatistics.MaxRules))
            await ReportAsync(batch, now, cancellationToken);
    }

    private async Task ReportAsync(ActiveRule[] batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = Array.ConvertAll(batch, rule => (rule.Definition.RuleName, Counts: rule.State.TakeStatistics()));
        SamplingTargets answer;
        _asking = Question.Targets;
        try
        {
            answer = await daemon.GetTargetsAsync(SamplingStatistics.Write(_clientId, taken, now), cancellationToken);
        }
        catch (Exception error) when (DaemonClient.IsFailure(error))
        {
            foreach (var (rule, (_, lost)) in batch.Zip(taken))
                rule.State.GiveBack(lost);
            throw;
        }

        Recovered();
        foreach (var (rule, (_, untaken)) in batch.Zip(taken).Where(pair => answer.Unprocessed.Contains(pair.Second.RuleName)))
            rule.State.GiveBack(untaken);
        foreach (var target in answer.Targets)
        {
            if (rules.LastFetched?.Rules.FirstOrDefault(rule => rule.Definition.RuleName == target.RuleName) is { } rule)
                Apply(target, rule.State, now);
        }

        // Once for each change: a clock behind X-Ray's would see it as newer for ever.
        if (answer.RulesModified is { } modified && modified > _rulesFetched && modified != _rulesModified)
            (_rulesModified, _rulesDue) = (modified, now);
    }

    private static void Apply(SamplingTarget target, RuleState state, DateTimeOffset now)
    {
        if (target.FixedRate is { } rate)
            state.SetRate(rate);
        if (target.ReservoirQuota is { } quota && target.ReservoirQuotaTtl is { } expires)
            state.Grant(quota, expires);
        if (target.Interval is { } interval)
            state.NextReport = now + interval + Jitter(TargetsJitter);
    }

    private void Failed(Exception error)
    {
        _notBefore = time.GetUtcNow() + Backoff.After(++_failures, asked: null);
        var before = _failing.Count;
        if (_failing.Add(_asking) && before == 0)
            Log.Lost(logger, daemon.Address, Reason(error), rules.FreshUntil is { } until ? $"The rules last fetched apply until {until:HH:mm:ss} UTC, then the local ones" : "The local rules apply");
    }

    private void Recovered()
    {
        if (!_failing.Remove(_asking) || _failing.Count > 0)
            return;
        _failures = 0;
        Log.Back(logger, daemon.Address);
    }

    private static string Reason(Exception error) => error is TaskCanceledException ? "no answer within 2 s" : error.Message.TrimEnd('.');

    private static TimeSpan Jitter(TimeSpan most) => most * Random.Shared.NextDouble();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "X-Ray's {Count} sampling rules govern, from the daemon at {Address}; {Own} are for this service.")]
        public static partial void Governed(ILogger logger, int count, HostAndPort address, int own);

        [LoggerMessage(2, LogLevel.Warning, "The X-Ray daemon at {Address} gives no sampling rules: {Reason}. {Consequence}, until this says otherwise.")]
        public static partial void Lost(ILogger logger, HostAndPort address, string reason, string consequence);

        [LoggerMessage(3, LogLevel.Information, "The X-Ray daemon at {Address} gives sampling rules again.")]
        public static partial void Back(ILogger logger, HostAndPort address);

        [LoggerMessage(4, LogLevel.Warning, "A sampling rule of X-Ray's can never match: {Problem}.")]
        public static partial void NeverMatches(ILogger logger, string problem);

        [LoggerMessage(5, LogLevel.Debug, "A sampling rule of X-Ray's is left out: {Problem}.")]
        public static partial void Unreadable(ILogger logger, string problem);
    }
}
