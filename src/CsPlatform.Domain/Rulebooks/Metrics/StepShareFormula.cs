namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// After-sales orders that ever had one step over those that had another, in the period of the other's latest time (handbook 5.1,
/// item 5).
/// </summary>
/// <param name="Had">The step that makes an order hit.</param>
/// <param name="Over">The step that makes an order a unit.</param>
public sealed record StepShareFormula(AfterSalesStepKind Had, AfterSalesStepKind Over) : CountedFormula;
