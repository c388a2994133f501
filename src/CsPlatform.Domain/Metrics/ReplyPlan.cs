using System.Runtime.CompilerServices;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>A rulebook's metrics over messages, by what a change of one consultation asks to be looked at.</summary>
internal sealed class ReplyPlan
{
    private static readonly ConditionalWeakTable<Rulebook, ReplyPlan> Plans = [];

    private ReplyPlan(Rulebook rulebook)
    {
        var replies = rulebook.Metrics.Where(metric => metric.Formula is ReplyFormula)
            .Select(metric => (metric.Id, Formula: (ReplyFormula)metric.Formula))
            .ToLookup(metric => IsByConsultation(metric.Formula));
        (ByConsultation, ByBuyer) = ([.. replies[true]], [.. replies[false]]);
        Ratings =
        [
            .. from metric in rulebook.Metrics
               where metric.Formula is DissatisfactionFormula
               select (metric.Id, (DissatisfactionFormula)metric.Formula),
        ];
    }

    /// <summary>Reply metrics to which a buyer's other consultations do not matter.</summary>
    public IReadOnlyList<(string MetricId, ReplyFormula Formula)> ByConsultation { get; }

    /// <summary>Reply metrics to which they do.</summary>
    public IReadOnlyList<(string MetricId, ReplyFormula Formula)> ByBuyer { get; }

    /// <summary>Metrics over the stars of consultations.</summary>
    public IReadOnlyList<(string MetricId, DissatisfactionFormula Formula)> Ratings { get; }

    public static ReplyPlan Of(Rulebook rulebook) => Plans.GetValue(rulebook, static book => new ReplyPlan(book));

    private static bool IsByConsultation(ReplyFormula formula) =>
        formula.Scope.Unit == CountingUnit.Consultation && formula.Scope.RejoinWithin is null;
}
