namespace Cruddur.Hosting;

/// <summary>Holds a resource back until all that it waits for is ready, and says what is missing meanwhile.</summary>
internal sealed class DependencyWait(IResource resource, ResourceStates states, HostConsole console)
{
    public async Task WaitAsync(CancellationToken stopping)
    {
        var said = "";
        while (true)
        {
            var next = states.Since(0).Next;
            var missing = StartOrder.WaitsFor(resource).Select(dependency => states[dependency.Name]).Where(state => !state.IsReady).ToList();
            if (missing.Count == 0)
            {
                return;
            }

            var message = $"waits for {string.Join(", ", missing.Select(Describe))}";
            if (message != said)
            {
                Say(message, isTrouble: missing.Exists(state => state.HasEnded));
                said = message;
            }

            await next.WaitAsync(stopping);
        }
    }

    private void Say(string message, bool isTrouble)
    {
        states.Update(resource.Name, state => state with { State = ResourceState.Waiting, Message = message });
        if (isTrouble)
        {
            console.Line(resource.Name, message);
        }
    }

    private static string Describe(ResourceSnapshot state) => state.State switch
    {
        ResourceState.FailedToStart => $"{state.Name}, which failed to start",
        ResourceState.Exited or ResourceState.Finished => $"{state.Name}, which ended with exit code {state.ExitCode}",
        _ => state.Name,
    };
}
