using Microsoft.AspNetCore.DataProtection;

namespace Cruddur.Web.Security;

/// <summary>
/// Keeps the keys that protect forms beside the application's other data, so that a form which is open while the front end restarts can still be sent.
/// Without a data folder they are where the framework puts them.
/// </summary>
internal static class SharedKeys
{
    public static void AddSharedKeys(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("Cruddur.Web");
        if (builder.Configuration["CRUDDUR_DATA"] is { Length: > 0 } folder)
            protection.PersistKeysToFileSystem(new(Path.Combine(folder, "keys")));
    }
}
