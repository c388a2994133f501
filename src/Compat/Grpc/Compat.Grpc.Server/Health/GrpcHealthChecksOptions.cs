namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks make up which service's health.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>By default the empty name, the server as a whole, with every check.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>True: Check answers with the last published result; false: it runs the checks.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>False: when the application stops, watchers are told NOT_SERVING and their calls end.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
