using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>Repeats a call that failed before the server's response headers, with exponential back-off and full jitter.</summary>
public sealed class RetryPolicy : ConfigObject
{
    /// <summary>Attempts including the first; at least 2; capped by the channel's MaxRetryAttempts. Required.</summary>
    public int? MaxAttempts
    {
        get => GetValue<int?>("maxAttempts");
        set => SetValue("maxAttempts", value);
    }

    /// <summary>Upper end of the random delay before the first repetition; above zero. Required.</summary>
    public TimeSpan? InitialBackoff
    {
        get => GetValue<TimeSpan?>("initialBackoff");
        set => SetValue("initialBackoff", value);
    }

    /// <summary>Upper end that the growing delay never passes; above zero. Required.</summary>
    public TimeSpan? MaxBackoff
    {
        get => GetValue<TimeSpan?>("maxBackoff");
        set => SetValue("maxBackoff", value);
    }

    /// <summary>Factor between the upper ends of two delays; above zero. Required.</summary>
    public double? BackoffMultiplier
    {
        get => GetValue<double?>("backoffMultiplier");
        set => SetValue("backoffMultiplier", value);
    }

    /// <summary>The status codes that are worth a repetition; at least one.</summary>
    public IList<StatusCode> RetryableStatusCodes => GetList<StatusCode>("retryableStatusCodes");
}
