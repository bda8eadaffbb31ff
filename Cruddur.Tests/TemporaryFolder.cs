namespace Cruddur.Tests;

/// <summary>A folder of its own for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cruddur-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
