namespace Cruddur.Hosting;

/// <summary>How a process is started.</summary>
/// <param name="FileName">The program, by path or by a name on the PATH.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
/// <param name="WorkingDirectory">The folder that it starts in; none is the host's.</param>
/// <param name="Environment">What is set beyond the host's own environment.</param>
/// <param name="Cleanup">Run before the start and after the stop, its outcome ignored: a container outlives the command that started it.</param>
internal sealed record ProcessCommand(
    string FileName,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    ProcessCommand? Cleanup = null)
{
    /// <summary>Meant for the host alone; a resource that inherited them would listen where the host was told to.</summary>
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS", "URLS", "DOTNET_LAUNCH_PROFILE"];

    /// <summary>The environment of the process: the host's, without what is meant for the host alone, then what is set.</summary>
    public void ApplyEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in NotInherited.Concat(environment.Keys.Where(name => name.StartsWith("ASPIRE_", StringComparison.Ordinal))).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            environment[name] = value;
        }
    }
}
