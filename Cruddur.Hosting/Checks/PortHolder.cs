using System.Globalization;
using System.Net.Sockets;

namespace Cruddur.Hosting;

/// <summary>Who listens on a port, as far as <c>/proc</c> says so to this user.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary>Such as <c>node (process 4711)</c>; null where it can't be known.</summary>
    public static string? Find(int port, ProtocolType protocol)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var inodes = Inodes(port, protocol == ProtocolType.Udp ? "udp" : "tcp");
        return inodes.Count == 0 ? null : Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(folder => Holds(folder, inodes))
            .Select(folder => $"{NameOf(folder)} (process {Path.GetFileName(folder)})")
            .FirstOrDefault();
    }

    private static string NameOf(string folder)
    {
        try
        {
            return File.ReadAllText($"{folder}/comm").Trim();
        }
        catch (IOException)
        {
            return "a program that has just ended";
        }
    }

    /// <summary>Lines look like <c>0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 …</c>.</summary>
    private static HashSet<string> Inodes(int port, string protocol)
    {
        var ending = $":{port:X4}";
        return new[] { $"/proc/net/{protocol}", $"/proc/net/{protocol}6" }
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(ending, StringComparison.Ordinal))
            .Where(fields => protocol == "udp" || fields[3] == Listening)
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet(StringComparer.Ordinal);
    }

    private static bool Holds(string process, HashSet<string> inodes)
    {
        try
        {
            return Directory.EnumerateFiles($"{process}/fd").Any(file => new FileInfo(file).LinkTarget is { } target && inodes.Contains(target));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
