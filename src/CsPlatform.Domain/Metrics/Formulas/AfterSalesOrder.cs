using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>An after-sales order, put together from its steps.</summary>
/// <param name="Id">The after-sales order.</param>
/// <param name="Steps">Its steps, earliest first.</param>
internal sealed record AfterSalesOrder(string Id, IReadOnlyList<AfterSalesStep> Steps)
{
    /// <summary>The orders that the facts speak of.</summary>
    public static IEnumerable<AfterSalesOrder> All(ShopFacts facts) =>
        from step in facts.All<AfterSalesStep>()
        group step by step.AfterSalesId into order
        select new AfterSalesOrder(order.Key, [.. order]);

    /// <summary>The first time of a step; null when it never came.</summary>
    public AfterSalesStep? First(AfterSalesStepKind step) => Steps.FirstOrDefault(of => of.Step == step);

    /// <summary>The latest time of a step; null when it never came.</summary>
    public AfterSalesStep? Latest(AfterSalesStepKind step) => Steps.LastOrDefault(of => of.Step == step);
}
