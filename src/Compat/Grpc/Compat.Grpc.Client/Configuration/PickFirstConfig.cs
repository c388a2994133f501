namespace Grpc.Net.Client.Configuration;

/// <summary>Selects <c>pick_first</c>.</summary>
public sealed class PickFirstConfig : LoadBalancingConfig
{
    /// <summary>Creates the configuration.</summary>
    public PickFirstConfig()
        : base(PickFirstPolicyName)
    {
    }
}
