using System.Collections.Frozen;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Retry;

/// <summary>A retry policy, validated.</summary>
internal sealed class RetryRules
{
    private readonly FrozenSet<StatusCode> _codes;
    private readonly double _multiplier;
    private readonly TimeSpan _initial;
    private readonly TimeSpan _max;

    private RetryRules(int maxAttempts, TimeSpan initial, TimeSpan max, double multiplier, IEnumerable<StatusCode> codes)
    {
        MaxAttempts = maxAttempts;
        _initial = initial;
        _max = max;
        _multiplier = multiplier;
        _codes = codes.ToFrozenSet();
    }

    /// <summary>Attempts including the first.</summary>
    public int MaxAttempts { get; }

    /// <exception cref="InvalidOperationException">A value is missing or out of range.</exception>
    public static RetryRules From(RetryPolicy policy, int? cap)
    {
        Require(policy.MaxAttempts is >= 2, nameof(policy.MaxAttempts), "at least 2");
        Require(policy.InitialBackoff > TimeSpan.Zero, nameof(policy.InitialBackoff), "above zero");
        Require(policy.MaxBackoff > TimeSpan.Zero, nameof(policy.MaxBackoff), "above zero");
        Require(policy.BackoffMultiplier > 0, nameof(policy.BackoffMultiplier), "above zero");
        Require(policy.RetryableStatusCodes.Count > 0, nameof(policy.RetryableStatusCodes), "not empty");
        var attempts = Math.Min(policy.MaxAttempts!.Value, cap ?? int.MaxValue);
        return new RetryRules(
            attempts,
            policy.InitialBackoff!.Value,
            policy.MaxBackoff!.Value,
            policy.BackoffMultiplier!.Value,
            policy.RetryableStatusCodes);
    }

    public bool IsRetryable(StatusCode code) => _codes.Contains(code);

    /// <summary>A random delay below the exponential upper end of the given repetition (0 is the first).</summary>
    public TimeSpan Backoff(int repetition)
    {
        var upper = Math.Min(_initial.TotalMilliseconds * Math.Pow(_multiplier, repetition), _max.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(upper * Random.Shared.NextDouble());
    }

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Retry policy property '{name}' must be {rule}.");
        }
    }
}
