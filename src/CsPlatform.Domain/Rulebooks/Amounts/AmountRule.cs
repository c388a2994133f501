namespace CsPlatform.Domain.Rulebooks;

/// <summary>A sum of money that a fact costs or gives: a fine, liquidated damages, a compensation.</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Payee">Who receives; not the payer.</param>
/// <param name="FundSources">Where the money is taken from, in this order; empty = no source says it: nothing is taken.</param>
/// <param name="DueOncePer">At most once for each of these.</param>
/// <param name="Trigger">What makes it due.</param>
/// <param name="Form">How it is worked out.</param>
public sealed record AmountRule(
    RuleHead Head,
    AmountParty Payer,
    AmountParty Payee,
    IReadOnlyList<FundSource> FundSources,
    DueOncePer DueOncePer,
    AmountTrigger Trigger,
    AmountForm Form);
