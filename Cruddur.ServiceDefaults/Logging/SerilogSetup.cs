using Cruddur.ServiceDefaults.Capture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>What is logged and how it looks; the section <c>Serilog</c> of configuration has the last word on everything. Sinks that are services get every line too.</summary>
internal static class SerilogSetup
{
    public const string ConsoleTemplate =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} [{SourceContext}] {TraceId} {SpanId} {XRayTraceId}{NewLine}{Exception}";

    public static void Configure(IServiceProvider services, LoggerConfiguration logger)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        logger
            .MinimumLevel.Information()
            // The framework tells each request in four lines; the summary is one.
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http.HttpClient", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With(new XRayTraceIdEnricher())
            .ReadFrom.Configuration(configuration);
        if (services.GetRequiredService<LogCapture>() is { IsOn: true } capture)
            logger.WriteTo.Sink(capture);
        foreach (var sink in services.GetServices<ILogEventSink>())
            logger.WriteTo.Sink(sink);
        if (!configuration.GetSection("Serilog:WriteTo").Exists())
            // A queue of 10,000 lines; a console that can't keep up loses lines and holds up nobody.
            logger.WriteTo.Async(sinks => sinks.Console(outputTemplate: ConsoleTemplate, theme: AnsiConsoleTheme.Code), bufferSize: 10_000);
    }
}
