using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>The service can't start with its settings. Prints as its message alone: nobody needs the way through the host to mend a setting.</summary>
public sealed class InvalidConfigurationException(IReadOnlyList<string> failures)
    : OptionsValidationException("", typeof(object), failures)
{
    /// <summary>What is wrong, a line for each setting.</summary>
    public override string Message =>
        $"The service can't start until {(failures.Count == 1 ? "this setting is" : $"these {failures.Count} settings are")} mended:" +
        string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure}"));

    /// <inheritdoc />
    public override string ToString() => Message;
}
