using System.Collections.Concurrent;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>What stands once above many spans or records: who sends them, and which part of it. Both already written, as messages without their fields' tags.</summary>
internal sealed record OtlpScope(OtlpResource Resource, byte[] Bytes);

/// <summary>A resource, with the scopes that were seen in it; those above <see cref="MaxScopes"/> have no name.</summary>
internal sealed class OtlpResource
{
    private const int MaxScopes = 1024;

    private readonly ConcurrentDictionary<(string Name, string? Version), OtlpScope> _scopes = new();
    private readonly OtlpScope _nameless;

    public OtlpResource(IEnumerable<KeyValuePair<string, object>> attributes)
    {
        var writer = new ProtobufWriter();
        foreach (var (key, value) in attributes)
            writer.WriteAttribute(1, key, value);
        Bytes = writer.Written.ToArray();
        _nameless = new OtlpScope(this, []);
    }

    public byte[] Bytes { get; }

    public OtlpScope Scope(string name, string? version)
    {
        if (_scopes.TryGetValue((name, version), out var known))
            return known;
        if (_scopes.Count >= MaxScopes)
            return _nameless;

        var writer = new ProtobufWriter();
        writer.WriteString(1, name);
        if (!string.IsNullOrEmpty(version))
            writer.WriteString(2, version);
        return _scopes.GetOrAdd((name, version), new OtlpScope(this, writer.Written.ToArray()));
    }
}
