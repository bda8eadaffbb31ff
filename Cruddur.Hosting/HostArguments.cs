namespace Cruddur.Hosting;

/// <summary>The command line, taken apart: our switches, the settings, and what makes no sense.</summary>
/// <param name="Help">Whether help was asked for.</param>
/// <param name="Verbose">Whether everything that the resources print is wanted.</param>
/// <param name="Settings">What goes on to the configuration, as <c>--key=value</c>.</param>
/// <param name="Problems">What is not understood.</param>
internal sealed record HostArguments(bool Help, bool Verbose, IReadOnlyList<string> Settings, IReadOnlyList<string> Problems)
{
    private const string Operation = "--AppHost:Operation=";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--environment"] = "environment",
    };

    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var settings = new List<string>();
        var problems = new List<string>();
        var help = false;
        var verbose = false;
        for (var i = 0; i < args.Count; i++)
        {
            var split = args[i].Split('=', 2);
            var name = split[0];
            if (name is "--help" or "-h" or "-?" && split.Length == 1)
            {
                help = true;
            }
            else if (name is "--verbose" or "-v" && split.Length == 1)
            {
                verbose = true;
            }
            else if (KeyOf(name) is not { } key)
            {
                problems.Add($"'{args[i]}' is not an option.");
            }
            else if (split.Length == 2)
            {
                settings.Add($"--{key}={split[1]}");
            }
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"--{key}={args[++i]}");
            }
            else
            {
                problems.Add($"{name} needs a value.");
            }
        }

        if (settings.Find(setting => setting.StartsWith(Operation, StringComparison.Ordinal)) is { } operation && operation[Operation.Length..] is not ("run" or "publish"))
        {
            problems.Add($"'{operation[Operation.Length..]}' is no operation: --operation takes run or publish.");
        }

        return new HostArguments(help, verbose, settings, problems);
    }

    /// <summary>A switch, or the key of a setting: one with a section (Ports:Web), or the name of an environment variable (CRUDDUR_DATA).</summary>
    private static string? KeyOf(string name)
    {
        if (Switches.TryGetValue(name, out var key))
        {
            return key;
        }

        var setting = name.StartsWith("--", StringComparison.Ordinal) ? name[2..] : "";
        var isSection = setting.IndexOf(':', StringComparison.Ordinal) > 0;
        var isVariable = setting.Length > 0 && setting.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');
        return isSection || isVariable ? setting : null;
    }
}
