namespace Cruddur.Hosting;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A resource failed to start, or ended by itself.</summary>
    public const int ResourceFailed = 1;

    /// <summary>Nothing was started.</summary>
    public const int Refused = 2;
}
