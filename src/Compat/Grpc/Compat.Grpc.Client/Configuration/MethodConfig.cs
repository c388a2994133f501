namespace Grpc.Net.Client.Configuration;

/// <summary>How the calls of the named methods are made.</summary>
public sealed class MethodConfig : ConfigObject
{
    /// <summary>Sequential attempts; null for none.</summary>
    public RetryPolicy? RetryPolicy
    {
        get => GetValue<RetryPolicy>("retryPolicy");
        set => SetValue("retryPolicy", value);
    }

    /// <summary>Parallel attempts; a channel refuses any value but null.</summary>
    public HedgingPolicy? HedgingPolicy
    {
        get => GetValue<HedgingPolicy>("hedgingPolicy");
        set => SetValue("hedgingPolicy", value);
    }

    /// <summary>The methods this applies to; the most specific name of all configurations wins.</summary>
    public IList<MethodName> Names => GetList<MethodName>("name");
}
