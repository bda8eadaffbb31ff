using System.ComponentModel;
using System.Diagnostics;

namespace Cruddur.AppHost;

/// <summary>Whether containers can run here: a command line alone is not enough, its engine has to answer.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>True as soon as Docker or Podman answers, or the one that ASPIRE_CONTAINER_RUNTIME names; false when none has within four seconds.</summary>
    public static bool Answers()
    {
        var named = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME");
        List<Task<bool>> probes = string.IsNullOrEmpty(named) ? [Probe("docker"), Probe("podman")] : [Probe(named)];
        while (probes.Count > 0)
        {
            var index = Task.WaitAny([.. probes]);
            if (probes[index].GetAwaiter().GetResult())
            {
                return true;
            }

            probes.RemoveAt(index);
        }

        return false;
    }

    private static async Task<bool> Probe(string command)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, "info")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                await Task.WhenAll(
                    process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, deadline.Token),
                    process.StandardError.BaseStream.CopyToAsync(Stream.Null, deadline.Token));
                await process.WaitForExitAsync(deadline.Token);
                return process.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return false;
            }
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
