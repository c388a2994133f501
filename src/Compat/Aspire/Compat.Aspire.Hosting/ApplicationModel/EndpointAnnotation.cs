using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network address a resource offers.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>An endpoint; the name defaults to the scheme.</summary>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        Name = name ?? UriScheme;
        ResourceName.Validate("Endpoint", Name);
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    /// <summary>TCP or UDP; only TCP can be proxied.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Port that clients use; null: a free one.</summary>
    public int? Port { get; set; }

    /// <summary>Port that the process listens on; null: a free one per replica.</summary>
    public int? TargetPort { get; set; }

    /// <summary>Host part of the address the process listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Scheme of the address.</summary>
    public string UriScheme { get; set; }

    /// <summary><c>http</c>, <c>http2</c> or the scheme.</summary>
    public string Transport { get; set; }

    /// <summary>Unique within the resource, ignoring case.</summary>
    public string Name { get; set; }

    /// <summary>Whether it is meant for clients outside the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy stands between clients and the process.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The address in use; null before the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>Key under the project's <c>Kestrel:Endpoints</c> that this endpoint stands for.</summary>
    internal string? KestrelKey { get; set; }

    /// <summary>Whether the address came from the launch profile.</summary>
    internal bool FromLaunchProfile { get; set; }

    /// <summary>Environment variable that receives the target port.</summary>
    internal string? TargetPortVariable { get; set; }
}
