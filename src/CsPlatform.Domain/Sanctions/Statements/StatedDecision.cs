using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>A decision as it was stored and published: what a statement of reasons is written from, however much later.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Id">The decision's id, unique within the shop.</param>
/// <param name="Sequence">Its number among those of its shop; 0 = decided before they were numbered.</param>
/// <param name="SubjectId">The metric, or other subject, whose ladder it is.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveFrom">First day it has effect, inclusive.</param>
/// <param name="EffectiveUntil">Day its effect ends, exclusive; null = no end of its own.</param>
/// <param name="Figure">The figure it rests on; null where it rests on none.</param>
/// <param name="Citation">The rule that was applied.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record StatedDecision(
    ShopKey Shop,
    string Id,
    long Sequence,
    string SubjectId,
    SanctionDecisionKind Kind,
    LocalDate EffectiveFrom,
    LocalDate? EffectiveUntil,
    AssessedFigure? Figure,
    RuleCitation Citation,
    Instant DecidedAt)
{
    /// <summary>The case it belongs to; null for a notice.</summary>
    public string? CaseId { get; init; }

    /// <summary>What was found and what follows, in Chinese.</summary>
    public string ReasonZh { get; init; } = "";

    /// <summary>The same in English.</summary>
    public string ReasonEn { get; init; } = "";

    /// <summary>The rule in the platform's own words.</summary>
    public string RuleZh { get; init; } = "";

    /// <summary>The same in English.</summary>
    public string RuleEn { get; init; } = "";

    /// <summary>What is restricted, by the rulebook's keys.</summary>
    public IReadOnlyList<string> RestrictionKeys { get; init; } = [];

    /// <summary>Why an earlier decision was looked at again; null where none was.</summary>
    public StatedCorrection? Correction { get; init; }
}
