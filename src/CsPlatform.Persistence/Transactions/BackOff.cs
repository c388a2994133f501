namespace CsPlatform.Persistence.Transactions;

/// <summary>
/// Waiting times between tries: doubling, bounded, and spread so that those who failed together do not return together.
/// </summary>
public static class BackOff
{
    /// <summary>
    /// The wait after try number <paramref name="attempt"/> (from 1): between half of and the whole doubled base, at most
    /// <paramref name="most"/>.
    /// </summary>
    public static TimeSpan Delay(int attempt, TimeSpan first, TimeSpan most)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 20);
        var full = Math.Min(first.Ticks << doublings, most.Ticks);
        return TimeSpan.FromTicks((full / 2) + Random.Shared.NextInt64((full / 2) + 1));
    }
}
