namespace Cruddur.Dashboard.Components;

/// <summary>OTLP's severity numbers as levels.</summary>
internal static class SeverityLevels
{
    /// <summary>The level of a severity number; <see cref="LogLevel.None"/> where there is none.</summary>
    public static LogLevel Of(int severityNumber) => severityNumber switch
    {
        >= 21 => LogLevel.Critical,
        >= 17 => LogLevel.Error,
        >= 13 => LogLevel.Warning,
        >= 9 => LogLevel.Information,
        >= 5 => LogLevel.Debug,
        >= 1 => LogLevel.Trace,
        _ => LogLevel.None,
    };

    /// <summary>The class name of a level's colour.</summary>
    public static string ClassOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "",
    };
}
