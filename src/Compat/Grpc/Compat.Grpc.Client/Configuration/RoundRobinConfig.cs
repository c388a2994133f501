namespace Grpc.Net.Client.Configuration;

/// <summary>Selects <c>round_robin</c>.</summary>
public sealed class RoundRobinConfig : LoadBalancingConfig
{
    /// <summary>Creates the configuration.</summary>
    public RoundRobinConfig()
        : base(RoundRobinPolicyName)
    {
    }
}
