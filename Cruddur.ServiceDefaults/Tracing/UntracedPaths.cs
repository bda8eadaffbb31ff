using System.Buffers;

namespace Cruddur.ServiceDefaults.Tracing;

/// <summary>Requests that are nobody's: health checks, transports and static files. They make no spans and no summary line above Debug.</summary>
internal sealed class UntracedPaths(IEnumerable<string>? paths, IEnumerable<string>? endings)
{
    private static readonly string[] DefaultPaths = ["/health", "/alive", "/_blazor", "/_framework", "/_content", "/otlp/v1"];

    private static readonly string[] DefaultEndings =
        [".css", ".js", ".mjs", ".map", ".wasm", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".woff", ".woff2", ".ttf", ".webmanifest"];

    private readonly string[] _paths = [.. (paths ?? DefaultPaths).Select(path => path.TrimEnd('/'))];
    private readonly string[] _endings = [.. endings ?? DefaultEndings];
    private readonly SearchValues<char> _lastCharacters = SearchValues.Create([.. (endings ?? DefaultEndings).SelectMany(ending => LastOf(ending))]);

    // Asked twice for every request, so the common answer comes from one look at the last character, and from no closure.
    public bool Contains(string path)
    {
        foreach (var prefix in _paths)
        {
            if (IsBelow(path, prefix))
                return true;
        }

        if (path.Length == 0 || !_lastCharacters.Contains(path[^1]))
            return false;

        foreach (var ending in _endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static char[] LastOf(string ending) => ending.Length == 0 ? [] : [char.ToLowerInvariant(ending[^1]), char.ToUpperInvariant(ending[^1])];

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
