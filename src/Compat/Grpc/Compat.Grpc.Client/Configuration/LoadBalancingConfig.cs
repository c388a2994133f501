namespace Grpc.Net.Client.Configuration;

/// <summary>
/// Names a load balancing policy. The channel accepts and ignores it: one address is one connection pool, and spreading
/// over instances is the work of the address' own proxy or of the service discovery handler.
/// </summary>
public class LoadBalancingConfig : ConfigObject
{
    /// <summary>Name of the policy that stays with the first address that answers.</summary>
    public const string PickFirstPolicyName = "pick_first";

    /// <summary>Name of the policy that spreads calls over all addresses.</summary>
    public const string RoundRobinPolicyName = "round_robin";

    /// <summary>Creates a configuration for the named policy.</summary>
    public LoadBalancingConfig(string loadBalancingPolicyName)
    {
        ArgumentNullException.ThrowIfNull(loadBalancingPolicyName);
        PolicyName = loadBalancingPolicyName;
        Inner[loadBalancingPolicyName] = new Dictionary<string, object>(StringComparer.Ordinal);
    }

    /// <summary>Name of the policy.</summary>
    public string PolicyName { get; }
}
