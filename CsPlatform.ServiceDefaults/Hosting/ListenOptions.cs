using System.ComponentModel.DataAnnotations;

namespace CsPlatform.ServiceDefaults.Hosting;

/// <summary>
/// Where a service listens, configuration section "Listen". gRPC and health stand on ports of their own, because gRPC without TLS
/// speaks HTTP/2 only and health probes speak HTTP/1.1.
/// </summary>
public sealed class ListenOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Listen";

    /// <summary>"localhost" (loopback only) or "*" (every address of the machine).</summary>
    [RegularExpression(@"^(localhost|\*)$", ErrorMessage = "Listen:Host is either \"localhost\" or \"*\".")]
    public string Host { get; set; } = "localhost";

    /// <summary>Port of the gRPC services, HTTP/2; 0 = any free one.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; }

    /// <summary>Port of /health and /alive, HTTP/1.1; 0 = any free one.</summary>
    [Range(0, 65535)]
    public int HealthPort { get; set; }
}
