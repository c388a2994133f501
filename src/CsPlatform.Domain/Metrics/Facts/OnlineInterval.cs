using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>An agent was online: from when it happened, inclusive, until the end, exclusive.</summary>
/// <param name="OccurredAt">When the agent came online.</param>
/// <param name="Key">The event.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Until">When the agent went offline; null = still online at the end of whatever period is looked at.</param>
public sealed record OnlineInterval(Instant OccurredAt, EventKey Key, string Agent, Instant? Until) : ShopFact(OccurredAt, Key);
