using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Cruddur.Tests.Recipes;

internal sealed partial class AddAnError(ILogger<AddAnError> logger)
{
    private static readonly ActivitySource Source = new("Cruddur.Recipes");

    public int ReadNumber(string text)
    {
        using var span = Source.StartActivity("read-number");
        try
        {
            return int.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (FormatException error)
        {
            span?.AddException(error);
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            Log.NoNumber(logger, error);
            return 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "That is no number")]
        public static partial void NoNumber(ILogger logger, FormatException error);
    }
}
