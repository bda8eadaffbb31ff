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
            throw new InvalidConfigurationException([.. failed.Failures]);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is OptionsValidationException))
        {
            throw new InvalidConfigurationException([.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)]);
        }
    }
}
