namespace Cruddur.Api.Demo;

/// <summary>Registers the demo data, in Development alone.</summary>
internal static class DemoServices
{
    /// <summary>After the database's own registration: hosted services start in the order of theirs, and the seed needs the schema.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() ?? new();
        if (builder.Environment.IsDevelopment() && options.Enabled)
            builder.Services.AddHostedService<DemoSeed>();
    }
}
