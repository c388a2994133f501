using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>Parallel attempts of one call. Configuring it is refused: use <see cref="RetryPolicy"/>.</summary>
public sealed class HedgingPolicy : ConfigObject
{
    /// <summary>Attempts including the first; at least 2.</summary>
    public int? MaxAttempts
    {
        get => GetValue<int?>("maxAttempts");
        set => SetValue("maxAttempts", value);
    }

    /// <summary>Pause between two attempts.</summary>
    public TimeSpan? HedgingDelay
    {
        get => GetValue<TimeSpan?>("hedgingDelay");
        set => SetValue("hedgingDelay", value);
    }

    /// <summary>Status codes after which the other attempts go on.</summary>
    public IList<StatusCode> NonFatalStatusCodes => GetList<StatusCode>("nonFatalStatusCodes");
}
