using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Cruddur.Dashboard.Components;

/// <summary>SVG's <c>text</c>, which Razor takes for a word of its own.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Where it stands, as SVG writes lengths.</summary>
    [Parameter, EditorRequired]
    public string X { get; set; } = "";

    /// <summary>Its baseline.</summary>
    [Parameter, EditorRequired]
    public double Y { get; set; }

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary><c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    [Parameter]
    public string Anchor { get; set; } = "middle";

    /// <summary>How far it is moved to the right.</summary>
    [Parameter]
    public double Shift { get; set; }

    /// <summary>The class of its look.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", $"{Y:0.#}");
        builder.AddAttribute(4, "dx", Shift == 0 ? null : $"{Shift:0.#}");
        builder.AddAttribute(5, "text-anchor", Anchor);
        builder.AddContent(6, Text);
        builder.CloseElement();
    }
}
