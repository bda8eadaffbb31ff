using System.Diagnostics.CodeAnalysis;

namespace Cruddur.ServiceDefaults.Scrubbing;

/// <summary>Stands for a private text, such as a message between two people, in a log call or as a tag. It shows as the mask, and does not hold the text.</summary>
public readonly record struct Private
{
    /// <summary>Says that there is a text, which goes no further.</summary>
    [SuppressMessage("Style", "IDE0060", Justification = "What is not kept can't leak.")]
    [SuppressMessage("Roslynator", "RCS1163", Justification = "What is not kept can't leak.")]
    public Private(string? text)
    {
    }

    /// <summary>The mask.</summary>
    public override string ToString() => Scrubber.Mask;
}
