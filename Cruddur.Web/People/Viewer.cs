namespace Cruddur.Web.People;

/// <summary>Who looks at the pages. Until there are accounts: a demo person in Development, nobody anywhere else.</summary>
public sealed record Viewer(Person? Person)
{
    /// <summary>The viewer of every page in an environment.</summary>
    public static Viewer In(IHostEnvironment environment) =>
        new(environment.IsDevelopment() ? new Person("andrewbrown", "Andrew Brown") : null);
}

/// <summary>A person, as cruds name them.</summary>
public sealed record Person(string Handle, string DisplayName)
{
    /// <summary>The page that shows what this person posted.</summary>
    public string Address => $"/@{Handle}";
}
