using NodaTime;

namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>
/// Something that moved, or could have moved, a shop's standing in one subject. Entries are kept for ever, so the course can be played
/// again; what was wrong with one is amended beside it (<see cref="Amendment"/>). The closed list.
/// </summary>
/// <param name="Number">Its number among the entries of shop and subject, from 1: the order in which they came.</param>
/// <param name="On">The day on which it has its place in the course.</param>
public abstract record DocketEntry(long Number, LocalDate On);

/// <summary>A figure was heard.</summary>
/// <param name="Rule">The ladder that held for its period.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Terms">The terms on which it was heard.</param>
public sealed record FigureEntry(long Number, LadderInForce Rule, AssessedFigure Figure, HearingTerms Terms)
    : DocketEntry(Number, Figure.EffectiveOn);

/// <summary>An upheld incident was heard.</summary>
/// <param name="Rule">The ladder that held on its day.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Terms">The terms on which it was heard.</param>
public sealed record IncidentEntry(long Number, LadderInForce Rule, UpheldIncident Incident, HearingTerms Terms)
    : DocketEntry(Number, Incident.UpheldOn);

/// <summary>Something came that the machine takes as it is: an exam, the merchant's act, a person's answer to a proposal.</summary>
/// <param name="Trigger">What came.</param>
public sealed record TriggerEntry(long Number, LocalDate On, SanctionTrigger Trigger) : DocketEntry(Number, On);
