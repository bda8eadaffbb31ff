using Microsoft.Extensions.Options;

namespace Cruddur.Web.Activities;

/// <summary>Registers the client of the API and its health check.</summary>
internal static class ActivitiesServices
{
    /// <summary>Bytes of an answer: a full page, each crud with its longest replies, takes less than a quarter of it.</summary>
    private const int MaxAnswerSize = 16 * 1024 * 1024;

    public static void AddActivities(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptions.Validator>();
        builder.Services.AddOptions<ApiOptions>()
            .BindConfiguration(ApiOptions.Section)
            .Configure<IConfiguration>((options, configuration) =>
            {
                if (configuration[ApiOptions.ServiceAddress] is { Length: > 0 } address)
                    options.BaseAddress = address;
            })
            .ValidateOnStart();

        builder.Services.AddHttpClient<ActivitiesClient>(Configure).RemoveAllLoggers();
        builder.Services.AddHttpClient<ApiHealth>(Configure).RemoveAllLoggers();
        builder.Services.AddHealthChecks().AddCheck<ApiHealth>("api");
    }

    private static void Configure(IServiceProvider services, HttpClient http)
    {
        var options = services.GetRequiredService<IOptions<ApiOptions>>().Value;
        http.BaseAddress = new(options.BaseAddress.TrimEnd('/') + "/");
        http.Timeout = options.Timeout;
        http.MaxResponseContentBufferSize = MaxAnswerSize;
    }
}
