namespace Cruddur.ServiceDefaults.BrowserTelemetry;

/// <summary>Lets so many batches through in each second.</summary>
internal sealed class BatchRate(int perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _windowStarted = time.GetTimestamp();
    private int _taken;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_windowStarted) >= TimeSpan.FromSeconds(1))
                (_windowStarted, _taken) = (time.GetTimestamp(), 0);
            if (_taken >= perSecond)
                return false;
            _taken++;
            return true;
        }
    }
}
