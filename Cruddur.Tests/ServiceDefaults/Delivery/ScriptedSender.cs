using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.Tests.ServiceDefaults.Delivery;

/// <summary>A destination that answers as it is told, and keeps what it was sent.</summary>
internal sealed class ScriptedSender(Func<int, CancellationToken, Task<SendResult>> answer) : ISender
{
    private readonly ConcurrentQueue<string[]> _batches = new();
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();

    public static ScriptedSender Always(SendResult result) => new((_, _) => Task.FromResult(result));

    /// <summary>The batches in the order of their arrival, each repeated as often as it was sent.</summary>
    public IReadOnlyList<string[]> Batches => [.. _batches];

    public Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        _batches.Enqueue([.. batch.Select(item => Encoding.UTF8.GetString(item.Bytes.Span))]);
        _arrived.Writer.TryWrite(true);
        return answer(_batches.Count, cancellationToken);
    }

    /// <summary>Waits until so many batches have arrived since the last wait.</summary>
    public async Task ArrivedAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
            await _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
