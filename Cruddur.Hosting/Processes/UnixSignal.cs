using System.Runtime.InteropServices;

namespace Cruddur.Hosting;

/// <summary>What .NET's own process class can't say: which signal, and to a whole group.</summary>
internal static partial class UnixSignal
{
    public const int Terminate = 15;

    public const int Kill = 9;

    public static bool Supported { get; } = !OperatingSystem.IsWindows();

    /// <summary>Sends to one process. False when it is gone.</summary>
    public static bool Send(int pid, int signal) => SendSignal(pid, signal) == 0;

    /// <summary>Sends to all processes of a group. False when it has none left.</summary>
    public static bool SendToGroup(int group, int signal) => SendSignal(-group, signal) == 0;

    public static bool LeadsGroup(int pid) => GroupOf(pid) == pid;

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GroupOf(int pid);
}
