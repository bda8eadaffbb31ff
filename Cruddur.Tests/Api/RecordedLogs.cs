using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Api;

/// <summary>A logging provider that keeps the lines of <c>Cruddur.Api</c>'s own categories.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string[] Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Category(_lines, categoryName.StartsWith("Cruddur.Api", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Category(ConcurrentQueue<string> lines, bool kept) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => kept;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (kept)
                lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
        }
    }
}
