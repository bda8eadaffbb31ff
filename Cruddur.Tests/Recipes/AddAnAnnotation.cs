using System.Diagnostics;

namespace Cruddur.Tests.Recipes;

internal static class AddAnAnnotation
{
    public static void SayHowMany(int words)
    {
        var span = Activity.Current;
        span?.SetTag("app.words", words);
        span?.SetTag("app.is_long", words > 1000);
    }
}
