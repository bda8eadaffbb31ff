namespace Cruddur.Api.People;

/// <summary>Registers who is asking. The core services only: the full ones bring data protection, whose keys nothing here needs yet.</summary>
internal static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddWebEncoders();
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = HandleAuthentication.SchemeName;
            options.AddScheme<HandleAuthentication>(HandleAuthentication.SchemeName, displayName: null);
        });
        services.AddAuthorization();
    }
}
