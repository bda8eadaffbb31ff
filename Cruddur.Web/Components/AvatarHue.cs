namespace Cruddur.Web.Components;

/// <summary>The same colours for the same handle, everywhere and always.</summary>
internal static class AvatarHue
{
    /// <summary>How many pairs of colours Avatar.razor.css has.</summary>
    public const int Count = 10;

    /// <summary>FNV-1a, because <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    public static int Of(string handle)
    {
        var hash = 2166136261u;
        foreach (var letter in handle)
            hash = unchecked((hash ^ letter) * 16777619);
        return (int)(hash % Count);
    }
}
