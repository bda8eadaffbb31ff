namespace Cruddur.Hosting;

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The whole address, such as <c>http://localhost:4567</c>.</summary>
    Url,

    /// <summary>The host name.</summary>
    Host,

    /// <summary>The port that others connect to.</summary>
    Port,

    /// <summary>The scheme, such as <c>http</c> or <c>udp</c>.</summary>
    Scheme,

    /// <summary>The port that the process itself listens on.</summary>
    TargetPort,

    /// <summary>Host and port with a colon between them.</summary>
    HostAndPort,
}
