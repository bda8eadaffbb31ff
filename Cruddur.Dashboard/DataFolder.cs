namespace Cruddur.Dashboard;

/// <summary>Where the dashboard keeps what must outlive it: <c>CRUDDUR_DATA</c>, else <c>cruddur</c> in the user's application data.</summary>
internal sealed class DataFolder(IConfiguration configuration)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(configuration["CRUDDUR_DATA"] is { Length: > 0 } folder
        ? folder
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "cruddur"));

    /// <summary>The path of a file or folder in it.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder where it isn't there, for its owner alone: what requests carried is in it.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
