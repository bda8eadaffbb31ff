using Microsoft.Extensions.Logging;

namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Says in one line that a destination takes nothing, and in one that it does again. One that comes and goes is told of once a minute at most.</summary>
internal sealed partial class DeliveryNotice(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private bool _told;
    private long? _lastTold;

    public void Failing(DeliveryTarget target, string words)
    {
        if (!_told && (_lastTold is not { } last || time.GetElapsedTime(last) > Quiet))
        {
            Log.Lost(logger, target.Sink, target.Signal, target.Url, words.TrimEnd('.'));
            (_told, _lastTold) = (true, time.GetTimestamp());
        }
    }

    public void Working(DeliveryTarget target)
    {
        if (_told)
            Log.Back(logger, target.Sink, target.Signal);
        _told = false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Sink} takes no {Signal} ({Url}): {Reason}. The service goes on; what its queue can't hold is lost until this says otherwise.")]
        public static partial void Lost(ILogger logger, string sink, string signal, string url, string reason);

        [LoggerMessage(2, LogLevel.Information, "{Sink} takes {Signal} again.")]
        public static partial void Back(ILogger logger, string sink, string signal);
    }
}
