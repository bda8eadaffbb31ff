using Serilog.Events;

namespace Cruddur.ServiceDefaults.Logging;

/// <summary>The names of Serilog's levels, without making them anew for each line.</summary>
internal static class LevelNames
{
    private static readonly string[] Names = Enum.GetNames<LogEventLevel>();

    public static string Of(LogEventLevel level) => (int)level < Names.Length ? Names[(int)level] : level.ToString();
}
