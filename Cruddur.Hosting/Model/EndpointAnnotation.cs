using System.Net.Sockets;

namespace Cruddur.Hosting;

/// <summary>A place where a resource listens.</summary>
internal sealed class EndpointAnnotation(string name, string scheme, ProtocolType protocol) : IResourceAnnotation
{
    private int? _port;
    private int? _targetPort;

    public string Name { get; } = name;

    public string UriScheme { get; } = scheme;

    public ProtocolType Protocol { get; } = protocol;

    public string Transport => IsHttp ? "http" : Protocol.ToString().ToLowerInvariant();

    public bool IsHttp => UriScheme is "http" or "https";

    public bool IsExternal { get; set; }

    /// <summary>Aspire may put a proxy in front, so that the ports differ; without one they are the same. Here there never is one.</summary>
    public bool IsProxied { get; init; } = true;

    /// <summary>The variable that tells the process its port; such an endpoint stays out of ASPNETCORE_URLS.</summary>
    public string? TargetPortEnvironmentVariable { get; init; }

    /// <summary>The port that others connect to; none means any free one, and so does 0.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        init => _port = value is 0 ? null : value;
    }

    /// <summary>The port that the process listens on.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        init => _targetPort = value is 0 ? null : value;
    }

    /// <summary>The port on this machine, once a run has settled it.</summary>
    public int? AllocatedPort { get; set; }
}
