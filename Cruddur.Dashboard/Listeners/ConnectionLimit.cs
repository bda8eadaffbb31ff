using Cruddur.Dashboard.Receiving;
using Microsoft.AspNetCore.Connections;

namespace Cruddur.Dashboard.Listeners;

/// <summary>Bounds the connections of one port, so that one that is filled leaves the others alone. Those above the bound are closed at once.</summary>
internal sealed class ConnectionLimit(Listener listener, int limit, RefusalCounts counts)
{
    private int _open;

    /// <summary>Serves a connection, or closes it.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= limit)
                await next(connection);
            else
                Refuse(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Refuse(ConnectionContext connection)
    {
        var message = $"The port has {limit} connections, which is as many as it may (Dashboard:Receivers:MaxConnections).";
        counts.Add(listener, signal: null, new(RefusalReason.Connections, message));
        connection.Abort(new ConnectionAbortedException(message));
    }
}
