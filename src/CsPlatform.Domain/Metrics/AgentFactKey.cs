using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>Names one fact of a shop's sub-account: a metric on a natural day.</summary>
/// <param name="AgentId">The sub-account; <see cref="Timelines.Contact.Unassigned"/> for nobody.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Day">The day.</param>
public readonly record struct AgentFactKey(string AgentId, string MetricId, LocalDate Day);
