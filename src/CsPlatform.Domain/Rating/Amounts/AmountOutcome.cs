using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>What becomes of an amount: due, or not enforced.</summary>
/// <param name="Citation">The rule.</param>
public abstract record AmountOutcome(RuleCitation Citation);

/// <summary>It is due.</summary>
/// <param name="Citation">The rule.</param>
/// <param name="Key">What it is due for, once.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Payee">Who receives.</param>
/// <param name="FundSources">Where it is taken from, in this order; empty = unfunded: shown, and nothing is taken.</param>
/// <param name="Value">The sum, rounded once; 0 where the source says 0.</param>
/// <param name="Working">The formula with its numbers, in yuan.</param>
public sealed record AmountDue(
    RuleCitation Citation,
    DueKey Key,
    AmountParty Payer,
    AmountParty Payee,
    IReadOnlyList<FundSource> FundSources,
    Fen Value,
    string Working) : AmountOutcome(Citation)
{
    /// <summary>Whether the rule says what money is taken.</summary>
    public bool IsFunded => FundSources.Count > 0;
}

/// <summary>It is not enforced.</summary>
/// <param name="Citation">The rule.</param>
/// <param name="Reason">The first reason against it.</param>
public sealed record AmountNotEnforced(RuleCitation Citation, AmountReason Reason) : AmountOutcome(Citation);
