namespace Cruddur.Dashboard.Components;

/// <summary>Percentages as SVG's geometry attributes want them: bars need no inline style, which the content security policy forbids.</summary>
internal static class Percent
{
    /// <summary><c>12.345%</c>.</summary>
    public static string Of(double value) => $"{value:0.###}%";
}
