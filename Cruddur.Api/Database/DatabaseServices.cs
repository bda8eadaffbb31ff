using Microsoft.Extensions.Options;

namespace Cruddur.Api.Database;

/// <summary>Registers the database, its migration at start and its health check.</summary>
internal static class DatabaseServices
{
    public static void AddDatabase(this IServiceCollection services)
    {
        SQLitePCL.Batteries_V2.Init();
        services.AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidation>();
        services.AddSingleton<CruddurDatabase>();
        services.AddHostedService<DatabaseMigrator>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }
}
