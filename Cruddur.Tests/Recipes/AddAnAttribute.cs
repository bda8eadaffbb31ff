using System.Diagnostics;

namespace Cruddur.Tests.Recipes;

internal static class AddAnAttribute
{
    public static void SayWhatWasCounted(string text, DateTimeOffset now)
    {
        var span = Activity.Current;
        span?.SetTag("count-words.now", now.ToString("yyyy-MM-dd"));
        span?.SetTag("count-words.words", text.Split(' '));
    }
}
