using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Receiving;

/// <summary>The memory of all requests that are being read; what would take up more is refused, to be sent again.</summary>
internal sealed class RequestMemory(IOptions<ReceiverOptions> options)
{
    /// <summary>What each request has beside the common memory: small ones pass when large ones don't.</summary>
    public const long Free = 256 * 1024;

    private long _held;

    /// <summary>Starts to account for one request.</summary>
    public Share Open() => new(this);

    /// <summary>What one request holds, until it is disposed of.</summary>
    internal sealed class Share(RequestMemory memory) : IDisposable
    {
        private long _wanted;
        private long _taken;

        /// <summary>Takes so many bytes more.</summary>
        /// <exception cref="RequestRefusedException">They aren't there.</exception>
        public void Take(long bytes)
        {
            _wanted += bytes;
            var more = _wanted - Free - _taken;
            if (more <= 0)
                return;
            _taken += more;
            if (Interlocked.Add(ref memory._held, more) > memory.Limit)
                throw new RequestRefusedException(RefusalReason.Memory, "The dashboard reads as much as it has memory for; send it again later.");
        }

        public void Dispose() => Interlocked.Add(ref memory._held, -Interlocked.Exchange(ref _taken, 0));
    }

    private long Limit => options.Value.MaxBytes;
}
