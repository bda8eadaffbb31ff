using Microsoft.Extensions.Options;

namespace Cruddur.ServiceDefaults.Configuration;

/// <summary>Runs the host's check of all options at start, the application's own too, and gathers what failed into one readable message.</summary>
internal sealed class ReadableStartupValidator(IStartupValidator validator) : IStartupValidator
{
    public void Validate()
    {
        try
        {
            validator.Validate();
        }
        catch (OptionsValidationException failed)
        {
            throw new InvalidConfigurationException([.. FailuresOf(failed)]);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is OptionsValidationException))
        {
            throw new InvalidConfigurationException([.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(FailuresOf)]);
        }
    }

    // Generated validators put the property before a message that names the key already.
    private static IEnumerable<string> FailuresOf(OptionsValidationException failed) => failed.Failures.Select(failure =>
        failure.Split(": ", 2) is [var property, var message] && failed.OptionsType.GetProperty(property) is not null ? message : failure);
}
