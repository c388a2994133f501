using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Net.Client.Http;

namespace Grpc.Net.Client.Retry;

/// <summary>Whether and when one call is attempted again.</summary>
internal sealed class RepetitionPlan(GrpcChannel channel, RetryRules? rules, bool waitForReady)
{
    private const string Pushback = "grpc-retry-pushback-ms";

    private int _attempts;
    private int _backoffs;
    private int _waits;

    /// <summary>The pause before the next attempt; null when <paramref name="failure"/> is the end of the call.</summary>
    public TimeSpan? Next(Outcome failure, RequestBody body)
    {
        if (waitForReady && TransportErrors.IsUnreachable(failure.Status.DebugException) && body.TryRepeat())
        {
            return TimeSpan.FromTicks(channel.ReconnectInitial.Ticks / 5 * Math.Min(++_waits, 10));
        }

        return rules is null || failure.IsLocal ? null : NextByRules(rules, failure, body);
    }

    private TimeSpan? NextByRules(RetryRules rules, Outcome failure, RequestBody body)
    {
        _attempts++;
        var pushback = failure.Trailers?.GetValue(Pushback);
        var retryable = rules.IsRetryable(failure.Status.StatusCode);
        var wait = 0;
        var refused = pushback is not null
            && (!int.TryParse(pushback, NumberStyles.Integer, CultureInfo.InvariantCulture, out wait) || wait < 0);
        if (retryable || refused)
        {
            channel.Throttle?.Failed();
        }

        var exhausted = _attempts >= rules.MaxAttempts || channel.Throttle is { IsActive: true };
        if (!retryable || refused || exhausted || !body.TryRepeat())
        {
            return null;
        }

        if (pushback is null)
        {
            return rules.Backoff(_backoffs++);
        }

        // The peer's own wish replaces the delay and starts the growth anew.
        _backoffs = 0;
        return TimeSpan.FromMilliseconds(wait);
    }
}
