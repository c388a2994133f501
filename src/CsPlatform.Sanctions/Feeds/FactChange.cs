using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.Storage;
using NodaTime;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>What a fact of ingestion's feed means here.</summary>
/// <param name="Key">The shop, and the subject of the ladder.</param>
/// <param name="Rule">The ladder that answers it.</param>
/// <param name="At">When it was decided or reported, by the source's clock.</param>
internal abstract record FactChange(StandingKey Key, LadderInForce Rule, Instant At);

/// <summary>An incident was upheld, or is no longer.</summary>
/// <param name="Incident">The incident, with the day of this decision.</param>
/// <param name="IsUpheld">Whether it is upheld.</param>
internal sealed record IncidentDecided(StandingKey Key, LadderInForce Rule, Instant At, UpheldIncident Incident, bool IsUpheld)
    : FactChange(Key, Rule, At);

/// <summary>A figure that is measured elsewhere was reported.</summary>
/// <param name="Figure">The figure; its revision is given when it is stored.</param>
internal sealed record OutsideReported(StandingKey Key, LadderInForce Rule, Instant At, AssessedFigure Figure)
    : FactChange(Key, Rule, At);
