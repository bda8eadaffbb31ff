using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

/// <summary>Where a run keeps what has to outlast it: <c>CRUDDUR_DATA</c>, else <c>.data</c> beside the AppHost's folder.</summary>
internal static class DataFolder
{
    public static string Of(IConfiguration configuration, string appHostDirectory)
    {
        var folder = configuration["CRUDDUR_DATA"] is { Length: > 0 } configured ? configured : Path.Combine("..", ".data");
        return Path.GetFullPath(folder, appHostDirectory);
    }
}
