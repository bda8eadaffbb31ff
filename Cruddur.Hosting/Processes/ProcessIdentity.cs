using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Cruddur.Hosting;

/// <summary>Process ids are used again; with the time of its start a process is known for certain.</summary>
internal static class ProcessIdentity
{
    /// <summary>Field 22 of <c>/proc/{pid}/stat</c>, counted from the state, which is field 3.</summary>
    private const int StartTimeAfterState = 19;

    /// <summary>When the process started, in a form that only compares for equality; null when there is no such process.</summary>
    public static string? StartOf(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromProc(pid) : FromRuntime(pid);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string? FromProc(int pid)
    {
        // The name in parentheses may hold anything, so the fields are counted from behind it.
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var isDead = fields[0] is "Z" or "X";
        return isDead ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{fields[StartTimeAfterState]}";
    }

    private static string FromRuntime(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
