namespace Grpc.Net.Client.Configuration;

/// <summary>Stops repetitions of a whole channel while more calls fail than succeed.</summary>
public sealed class RetryThrottlingPolicy : ConfigObject
{
    /// <summary>Size of the token bucket, 1 to 1000; repetitions happen while more than half is left. Required.</summary>
    public int? MaxTokens
    {
        get => GetValue<int?>("maxTokens");
        set => SetValue("maxTokens", value);
    }

    /// <summary>Tokens given back by a success; a failure costs one. Above zero; three decimals count. Required.</summary>
    public double? TokenRatio
    {
        get => GetValue<double?>("tokenRatio");
        set => SetValue("tokenRatio", value);
    }
}
