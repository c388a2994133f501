using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>What a platform's rulebooks make facts of different subjects depend on each other by.</summary>
/// <param name="DealsOfBuyer">Whether a buyer's deals count against each other.</param>
/// <param name="ReportsOfBuyer">Whether a report against a buyer takes the buyer's ratings out.</param>
/// <param name="SigningOfOrder">Whether an after-sales order counts by the signing of its order.</param>
/// <param name="Consumers">Whether the buyers who consult are counted.</param>
public sealed record FactBonds(bool DealsOfBuyer, bool ReportsOfBuyer, bool SigningOfOrder, bool Consumers)
{
    /// <summary>The bonds of all versions together: late facts are counted by the version of their own day.</summary>
    public static FactBonds Of(IEnumerable<Rulebook> versions)
    {
        var formulas = versions.SelectMany(rulebook => rulebook.Metrics).Select(metric => metric.Formula).ToList();
        return new FactBonds(
            formulas.Exists(formula => Scope(formula)?.DealsPerBuyerAndMonth is not null),
            formulas.Exists(formula => formula is RatingShareFormula { LeavesOutReportedBuyers: true }),
            formulas.Exists(formula => formula is QualityRefundsFormula),
            formulas.Exists(formula => formula is ComplaintRateFormula));
    }

    private static ReviewScope? Scope(MetricFormula formula) => formula switch
    {
        ReviewShareFormula share => share.Scope,
        ReviewMeanFormula mean => mean.Scope,
        _ => null,
    };
}
