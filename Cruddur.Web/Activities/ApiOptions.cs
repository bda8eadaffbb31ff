using Microsoft.Extensions.Options;

namespace Cruddur.Web.Activities;

/// <summary>Where the API is, and how long it may take.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>What the application's host sets for a reference to the API; wins over <see cref="BaseAddress"/>.</summary>
    public const string ServiceAddress = "services:api:http:0";

    /// <summary>An absolute http or https URL.</summary>
    public string BaseAddress { get; set; } = "http://localhost:4567";

    /// <summary>For one call, its body included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    internal sealed class Validator : IValidateOptions<ApiOptions>
    {
        public ValidateOptionsResult Validate(string? name, ApiOptions options)
        {
            List<string> failures = [];
            if (!Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                failures.Add($"{Section}:BaseAddress (or {ServiceAddress}) is '{options.BaseAddress}': set it to the API's URL, such as http://localhost:4567.");
            if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(1))
                failures.Add($"{Section}:Timeout is {options.Timeout}: set it to more than nothing and at most a minute, such as 00:00:05.");
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
    }
}
