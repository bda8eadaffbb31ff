using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Cruddur.ServiceDefaults.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Cruddur.Tests.ServiceDefaults;

/// <summary>Every line that a service would write to its console, as it would look there without colours.</summary>
internal sealed class ConsoleLines : ILogEventSink
{
    private readonly MessageTemplateTextFormatter _formatter = new(SerilogSetup.ConsoleTemplate, CultureInfo.InvariantCulture);
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly Channel<bool> _written = Channel.CreateUnbounded<bool>();

    public IReadOnlyList<string> All => [.. _lines];

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, text);
        _lines.Enqueue(text.ToString());
        _written.Writer.TryWrite(true);
    }

    /// <summary>The first line that holds this text, as soon as it is written.</summary>
    public async Task<string> FirstAsync(string text)
    {
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                return found;
            await _written.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Gives these lines to a service.</summary>
    public void Of(WebApplicationBuilder builder) => builder.Services.AddSingleton<ILogEventSink>(this);
}
