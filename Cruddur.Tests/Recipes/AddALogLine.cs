using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Recipes;

internal sealed partial class AddALogLine(ILogger<AddALogLine> logger)
{
    public void SayHowMany(int words) => Log.Counted(logger, words);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Counted {Words} words")]
        public static partial void Counted(ILogger logger, int words);
    }
}
