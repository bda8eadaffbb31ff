using System.Diagnostics;

namespace Cruddur.Tests.Recipes;

internal static class AddASpan
{
    // Every source whose name begins with "Cruddur." is listened to.
    private static readonly ActivitySource Source = new("Cruddur.Recipes");

    public static int CountWords(string text)
    {
        using var span = Source.StartActivity("count-words");
        return text.Split(' ').Length;
    }
}
