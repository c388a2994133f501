namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// 动销: 1/1 when anything was sold in the period, else 0/1 (handbook 7). The period is the unit, so there is always data.
/// </summary>
/// <param name="Step">The step that counts as a sale.</param>
public sealed record SalePresenceFormula(OrderStepKind Step) : CountedFormula;
