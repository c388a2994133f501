using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating.Fines;

/// <summary>A decision asks for a fine, or for liquidated damages.</summary>
/// <param name="Shop">The shop that is fined.</param>
/// <param name="DecisionId">The decision, unique within the shop.</param>
/// <param name="CaseId">The case that it belongs to; empty for none.</param>
/// <param name="Order">The decision's place among those of its shop, from 1.</param>
/// <param name="EffectiveOn">Day on which the decision takes effect: it decides the month of the statement.</param>
/// <param name="AssessedOn">A day of the period that was assessed: it decides what the amount is due for.</param>
/// <param name="Score">The score that was judged, exact; null where the decision rests on none.</param>
/// <param name="Rule">The rule of the amount.</param>
/// <param name="Citation">Where that rule stands.</param>
public sealed record FineDemand(
    ShopKey Shop,
    string DecisionId,
    string CaseId,
    long Order,
    LocalDate EffectiveOn,
    LocalDate AssessedOn,
    Fraction? Score,
    AmountRule Rule,
    RuleCitation Citation)
{
    /// <summary>The start of the day of effect: the instant that decides the month.</summary>
    public Instant At => ChinaTime.StartOf(EffectiveOn);

    /// <summary>What is known of it. A case is the subject of what is due per case; without one the decision is.</summary>
    public AmountFacts Facts => new(Shop, CaseId.Length > 0 ? CaseId : DecisionId, AssessedOn, At) { Score = Score };

    /// <summary>What it would be due for, once.</summary>
    public DueKey Key => DueKey.Of(Rule, Facts);
}
