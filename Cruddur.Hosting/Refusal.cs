namespace Cruddur.Hosting;

/// <summary>Says why nothing is started.</summary>
internal static class Refusal
{
    /// <summary>A mistake in the topology or its settings surfaces in AppHost.cs itself: its message is of use, its stack isn't.</summary>
    public static void CatchUnhandled() => AppDomain.CurrentDomain.UnhandledException += (_, failure) =>
    {
        if (failure.ExceptionObject is DistributedApplicationException or InvalidOperationException or FormatException)
        {
            Write((Exception)failure.ExceptionObject);
            Environment.Exit(ExitCode.Refused);
        }
    };

    public static void Write(Exception refusal)
    {
        Console.Error.WriteLine("Not started:");
        foreach (var line in refusal.Message.Split('\n'))
        {
            Console.Error.WriteLine($"  {line}");
        }
    }
}
