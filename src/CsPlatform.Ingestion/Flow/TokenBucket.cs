namespace CsPlatform.Ingestion.Flow;

/// <summary>
/// A token bucket as what is owed to it: nothing owed is a full bucket, and a full bucket need not be remembered. Counted in ten
/// millionths of an event, so that one tick gives back exactly the rate and nothing is ever rounded.
/// </summary>
/// <param name="Debt">What was taken and is not given back by time yet.</param>
/// <param name="At">When that was so, in ticks.</param>
internal readonly record struct TokenBucket(long Debt, long At)
{
    private const long Unit = TimeSpan.TicksPerSecond;

    /// <summary>The bucket at a later time. A time before the last one changes nothing.</summary>
    internal TokenBucket Drained(BucketRule rule, long now)
    {
        if (now <= At)
        {
            return this;
        }

        var elapsed = now - At;
        return new TokenBucket(elapsed > Debt / rule.PerSecond ? 0 : Debt - (elapsed * rule.PerSecond), now);
    }

    /// <summary>
    /// Ticks from now until so many events may pass: until they fit the burst. What never fits it passes a full bucket.
    /// </summary>
    internal long WaitFor(BucketRule rule, long now, int count)
    {
        var fits = Math.Max(0, rule.Burst - count) * Unit;
        var over = Drained(rule, now).Debt - fits;
        return over <= 0 ? 0 : ((over - 1) / rule.PerSecond) + 1;
    }

    /// <summary>
    /// Ticks over which so many events are to be spread: within the first three quarters of the burst none; then as long as the
    /// rate takes for them, so that who sends more than the rate is let in evenly and not in gusts.
    /// </summary>
    internal long SpreadFor(BucketRule rule, long now, int count)
    {
        var calm = (rule.Burst - (rule.Burst / 4)) * Unit;
        return Take(rule, now, count).Debt <= calm ? 0 : count * Unit / rule.PerSecond;
    }

    /// <summary>The bucket after so many events were let through, or promised.</summary>
    internal TokenBucket Take(BucketRule rule, long now, int count)
    {
        var drained = Drained(rule, now);
        return drained with { Debt = drained.Debt + (count * Unit) };
    }

    /// <summary>The bucket after so many events that were let through did not come after all.</summary>
    internal TokenBucket Return(int count) => this with { Debt = Math.Max(0, Debt - (count * Unit)) };
}
