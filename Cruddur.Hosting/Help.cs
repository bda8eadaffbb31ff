using Microsoft.Extensions.Configuration;

namespace Cruddur.Hosting;

internal static class Help
{
    public static void Write(TextWriter output, IDistributedApplicationBuilder model)
    {
        output.WriteLine($"""
            Runs {string.Join(", ", StartOrder.Runnable(model.Resources).Select(resource => resource.Name))} on this machine. Ctrl+C stops.

            Options
              --verbose, -v                                 print everything that the resources print
              --<setting>=<value>                           set a setting, such as --Ports:Web=3001
              --environment <name>                          Development, Production, ...
              --publisher manifest --output-path <file>     write a deployment manifest and start nothing
              --help, -h                                    this text

            Settings are read from appsettings.json, user secrets, environment variables (Ports__Web) and the command line.
            """);
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(model.AppHostDirectory, "appsettings.json"), optional: true)
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal);
        foreach (var (key, _) in settings)
        {
            output.WriteLine($"  {key,-44}{model.Configuration[key]}");
        }

        output.WriteLine("""

            Exit codes
              0  stopped on request, or the manifest is written
              1  a resource failed to start, or ended by itself
              2  nothing was started, because something is wrong
            """);
    }
}
