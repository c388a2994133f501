using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Retry;

/// <summary>The token bucket that stops a channel's repetitions while most calls fail. It counts thousandths.</summary>
internal sealed class RetryThrottle
{
    private const int Scale = 1000;

    private readonly int _max;
    private readonly int _ratio;
    private int _tokens;

    /// <exception cref="InvalidOperationException">A value is missing or out of range.</exception>
    public RetryThrottle(RetryThrottlingPolicy policy)
    {
        if (policy.MaxTokens is not (> 0 and <= 1000) || policy.TokenRatio is not > 0)
        {
            throw new InvalidOperationException("Retry throttling needs MaxTokens from 1 to 1000 and TokenRatio above zero.");
        }

        _max = policy.MaxTokens.Value * Scale;
        _ratio = (int)Math.Clamp(policy.TokenRatio.Value * Scale, 1, _max);
        _tokens = _max;
    }

    /// <summary>Whether repetitions are off for now: half of the tokens or fewer are left.</summary>
    public bool IsActive => Volatile.Read(ref _tokens) <= _max / 2;

    public void Failed() => Change(-Scale);

    public void Succeeded() => Change(_ratio);

    private void Change(int delta)
    {
        int before, after;
        do
        {
            before = Volatile.Read(ref _tokens);
            after = Math.Clamp(before + delta, 0, _max);
        }
        while (before != after && Interlocked.CompareExchange(ref _tokens, after, before) != before);
    }
}
