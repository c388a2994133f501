using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;

/// <summary>A sub-account came or went; it stays so until its next change.</summary>
/// <param name="OccurredAt">When it did.</param>
/// <param name="Key">The event.</param>
/// <param name="Agent">The sub-account.</param>
/// <param name="IsOnline">Whether it is online from then on; busy is online.</param>
public sealed record PresenceChange(Instant OccurredAt, EventKey Key, string Agent, bool IsOnline) : ShopFact(OccurredAt, Key)
{
    /// <summary>The intervals that changes come to, in whatever order they come; the last of an agent may have no end yet.</summary>
    public static IEnumerable<OnlineInterval> Intervals(IEnumerable<PresenceChange> changes)
    {
        foreach (var agent in ShopFacts.Of(changes).All<PresenceChange>().GroupBy(change => change.Agent, StringComparer.Ordinal))
        {
            PresenceChange? since = null;
            foreach (var change in agent)
            {
                if (change.IsOnline)
                {
                    since ??= change;
                }
                else if (since is { } began)
                {
                    yield return new OnlineInterval(began.OccurredAt, began.Key, agent.Key, change.OccurredAt);
                    since = null;
                }
            }

            if (since is { } still)
            {
                yield return new OnlineInterval(still.OccurredAt, still.Key, agent.Key, null);
            }
        }
    }
}
