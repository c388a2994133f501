namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel makes its calls, method by method.</summary>
public sealed class ServiceConfig : ConfigObject
{
    /// <summary>Accepted for compatibility; see <see cref="LoadBalancingConfig"/>.</summary>
    public IList<LoadBalancingConfig> LoadBalancingConfigs => GetList<LoadBalancingConfig>("loadBalancingConfig");

    /// <summary>Settings by method name.</summary>
    public IList<MethodConfig> MethodConfigs => GetList<MethodConfig>("methodConfig");

    /// <summary>Limits repetitions over all calls of the channel; null for no limit.</summary>
    public RetryThrottlingPolicy? RetryThrottling
    {
        get => GetValue<RetryThrottlingPolicy>("retryThrottling");
        set => SetValue("retryThrottling", value);
    }
}
