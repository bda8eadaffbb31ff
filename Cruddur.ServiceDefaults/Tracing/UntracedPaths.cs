namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Requests that are nobody's: health checks, transports and static files. They make no spans and no summary line above Debug.</summary>
internal sealed class UntracedPaths(IEnumerable<string>? paths, IEnumerable<string>? endings)
{
    private static readonly string[] DefaultPaths = ["/health", "/alive", "/_blazor", "/_framework", "/_content", "/otlp/v1"];

    private static readonly string[] DefaultEndings =
        [".css", ".js", ".mjs", ".map", ".wasm", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".woff", ".woff2", ".ttf", ".webmanifest"];

    private readonly string[] _paths = [.. (paths ?? DefaultPaths).Select(path => path.TrimEnd('/'))];
    private readonly string[] _endings = [.. endings ?? DefaultEndings];

    public bool Contains(string path) =>
        Array.Exists(_paths, prefix => IsBelow(path, prefix)) ||
        Array.Exists(_endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
