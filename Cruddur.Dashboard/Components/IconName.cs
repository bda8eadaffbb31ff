namespace Cruddur.Dashboard.Components;

/// <summary>The dashboard's own icons, drawn on a grid of 20.</summary>
public enum IconName
{
    /// <summary>A stack of two machines.</summary>
    Resources,

    /// <summary>Staggered bars.</summary>
    Traces,

    /// <summary>Lines of text.</summary>
    Logs,

    /// <summary>Bars that rise and fall.</summary>
    Metrics,

    /// <summary>A cylinder of disks.</summary>
    Data,

    /// <summary>A prompt.</summary>
    Console,

    /// <summary>Half light, half dark.</summary>
    System,

    /// <summary>The light theme.</summary>
    Sun,

    /// <summary>The dark theme.</summary>
    Moon,

    /// <summary>Two sheets.</summary>
    Copy,

    /// <summary>Done.</summary>
    Check,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Something to know.</summary>
    Warning,

    /// <summary>A thing to open and close.</summary>
    Chevron,

    /// <summary>Back to where one came from.</summary>
    Back,

    /// <summary>Hold the list still.</summary>
    Pause,

    /// <summary>Close.</summary>
    Close,

    /// <summary>Only what is like this.</summary>
    Filter,
}
