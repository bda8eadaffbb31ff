namespace Cruddur.Api.Demo;

/// <summary>Whether Development starts with something to read.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Set <c>Demo:Enabled</c> to false for an empty feed.</summary>
    public bool Enabled { get; set; } = true;
}
