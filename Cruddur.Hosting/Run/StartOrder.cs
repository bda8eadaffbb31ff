namespace Cruddur.Hosting;

/// <summary>What has to run before what.</summary>
internal static class StartOrder
{
    /// <summary>The resources that a run starts: the others are values or descriptions.</summary>
    public static IReadOnlyList<IResource> Runnable(IEnumerable<IResource> resources) =>
        [.. resources.Where(resource => resource is ProjectResource or ContainerResource)];

    public static IReadOnlyList<IResource> WaitsFor(IResource resource) =>
        [.. Runnable(resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)).Distinct()];

    /// <summary>The resources that a run starts, each behind those that it waits for.</summary>
    public static IReadOnlyList<IResource> Of(IReadOnlyList<IResource> resources)
    {
        var order = new List<IResource>();
        foreach (var resource in Runnable(resources))
        {
            Visit(resource, [], order.Contains, order.Add, _ => { });
        }

        return order;
    }

    /// <summary>Waits that can never end: for a resource that is not part of the application, or in a circle.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<IResource> resources)
    {
        var problems = new List<string>();
        var seen = new HashSet<IResource>();
        foreach (var resource in Runnable(resources))
        {
            problems.AddRange(WaitsFor(resource).Except(resources)
                .Select(unknown => $"{resource.Name} waits for {unknown.Name}, which is not part of the application."));
            Visit(resource, [], seen.Contains, done => seen.Add(done), circle =>
                problems.Add($"{string.Join(" waits for ", circle.Select(member => member.Name))}: nothing in this circle can start."));
        }

        return problems;
    }

    private static void Visit(
        IResource resource, List<IResource> path, Predicate<IResource> isDone, Action<IResource> done, Action<IReadOnlyList<IResource>> onCircle)
    {
        var start = path.IndexOf(resource);
        if (start >= 0)
        {
            onCircle([.. path[start..], resource]);
            return;
        }

        if (isDone(resource))
        {
            return;
        }

        path.Add(resource);
        foreach (var dependency in WaitsFor(resource))
        {
            Visit(dependency, path, isDone, done, onCircle);
        }

        path.RemoveAt(path.Count - 1);
        done(resource);
    }
}
