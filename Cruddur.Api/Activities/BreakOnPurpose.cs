namespace Cruddur.Api.Activities;

/// <summary>In Development <c>?break=on-purpose</c> makes the home feed fail, to see where an error shows; anywhere else it says nothing.</summary>
internal sealed class BreakOnPurpose(IHostEnvironment environment)
{
    private const string Parameter = "break";
    private const string Meant = "on-purpose";

    public bool IsAskedFor(HttpRequest request) => environment.IsDevelopment() && request.Query[Parameter] == Meant;

    public static InvalidOperationException Error() => new("The home feed is broken on purpose.");
}
