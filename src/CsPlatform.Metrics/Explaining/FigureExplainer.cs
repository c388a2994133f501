using System.Data;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.UseCases;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Explaining;

/// <summary>Opens a figure down to its units, from what was known when its revision was published.</summary>
internal sealed class FigureExplainer(RulebookCatalogue catalogue, Database database)
{
    // Figure and timelines are of one instant: a revision that is published meanwhile is not half in it.
    private static readonly TransactionOptions OneInstant =
        TransactionOptions.Default with { Isolation = IsolationLevel.RepeatableRead, Idempotent = true };

    // Where a late opening moved a consultation to another day, it is found beyond the period: looked for only when something is missing.
    private static readonly int[] Margins = [0, 31];

    /// <summary>The figure that is meant, opened.</summary>
    /// <exception cref="Grpc.Core.RpcException">
    /// As <see cref="FigureSelection.FindAsync"/>; INTERNAL with EXPLANATION_DIFFERS when the units do not sum up to the figure.
    /// </exception>
    public Task<ExplainedFigure> ExplainAsync(FigureChoice choice, CancellationToken cancellation) => database.InTransactionAsync(
        (_, transaction, token) => ExplainAsync(transaction, choice, token), cancellation, OneInstant);

    /// <summary>Whether the metric's units in the period need the whole of their buyers' consultations.</summary>
    public bool NeedsBuyers(string platform, string metricId, Period days) => catalogue.Versions(platform)
        .Where(version => version.Version < days.End && (version.EndsBefore is not { } end || days.Start < end))
        .Any(version => version.FindMetric(metricId)?.Formula is ReplyFormula { Scope.CountsByConsultation: false });

    private async Task<ExplainedFigure> ExplainAsync(NpgsqlTransaction transaction, FigureChoice choice, CancellationToken cancellation)
    {
        var found = await FigureSelection.FindAsync(transaction.Connection!, choice, cancellation);
        var (figure, period) = (found.Known[^1], found.Known[^1].Figure.Period);
        var rulebook = catalogue.Versions(choice.Shop.Platform)
            .FirstOrDefault(version => version.Cite("", "").RulebookVersion == figure.Figure.Citation.RulebookVersion);
        if (rulebook?.FindMetric(choice.MetricId) is not { } metric)
        {
            throw Refusal.Internal(
                "RULEBOOK_GONE",
                $"{choice.Shop.Platform} {figure.Figure.Citation.RulebookVersion} with {choice.MetricId}, by which the figure was closed, is "
                    + "not among the rulebooks of this service.");
        }

        if (metric.Formula is CountedFormula)
        {
            return await CountedAsync(transaction, choice, (found, rulebook, metric), cancellation);
        }

        IReadOnlyList<ExplainedUnit> Units(ShopHistory shop) =>
            FigureUnits.Of(shop, choice.MetricId, period.Days, day => catalogue.Find(choice.Shop.Platform, day));
        var needsBuyers = NeedsBuyers(choice.Shop.Platform, choice.MetricId, period.Days);
        IReadOnlyList<ExplainedUnit> units = [];
        foreach (var margin in Margins)
        {
            var days = new Period(period.Days.Start.PlusDays(-margin), period.Days.End.PlusDays(margin));
            var basis = await BasisStore.LoadAsync(transaction, choice.Shop, days, needsBuyers, cancellation);
            // An event that was set aside and retried stands before what was counted earlier: of the last revision the present state tells.
            var then = basis.Known(entry => WasKnown(entry, figure));
            foreach (var state in found.IsLast ? [then, basis] : new[] { then })
            {
                units = Units(state.History);
                if (SumsUpTo(units, figure))
                {
                    return new ExplainedFigure(figure, rulebook, metric, state, units) { UnitsOf = Units };
                }
            }
        }

        throw Differs(choice, figure, units);
    }

    private async Task<ExplainedFigure> CountedAsync(
        NpgsqlTransaction transaction,
        FigureChoice choice,
        (FoundFigure Found, Rulebook Rulebook, MetricRule Metric) of,
        CancellationToken cancellation)
    {
        var figure = of.Found.Known[^1];
        if (!of.Found.IsLast)
        {
            throw Refusal.FailedPrecondition(
                "ONLY_LAST_REVISION",
                $"{choice.Shop}/{choice.MetricId}",
                $"Revision {figure.Revision} is not the last one, and what {choice.MetricId} counts keeps no place in the feed: "
                    + "ask without known_at.");
        }

        var days = figure.Figure.Period.Days;
        var (facts, since) = await CountedBasisStore.LoadAsync(transaction, choice.Shop, days, of.Metric.Formula, cancellation);
        var units = CountedUnits.Of(facts, choice.MetricId, days, since, day => catalogue.Find(choice.Shop.Platform, day));
        var basis = new FigureBasis(new Dictionary<string, Timeline>(), Timeline.Empty) { Facts = facts };
        return SumsUpTo(units, figure)
            ? new ExplainedFigure(figure, of.Rulebook, of.Metric, basis, units) { UnitsOf = _ => units }
            : throw Differs(choice, figure, units);
    }

    private static RpcException Differs(FigureChoice choice, StoredFigure figure, IReadOnlyList<ExplainedUnit> units) => Refusal.Internal(
        "EXPLANATION_DIFFERS",
        $"Revision {figure.Revision} of {choice.MetricId} of {choice.Shop} in {figure.Figure.Period.Days} is {figure.Figure.Rate}, but its units "
            + $"add up to {units.Sum(unit => unit.Above)}/{units.Sum(unit => unit.Below)}: it is not explained wrongly.");

    private static bool SumsUpTo(IReadOnlyList<ExplainedUnit> units, StoredFigure figure) =>
        units.Sum(unit => unit.Above) == figure.Figure.Rate.Numerator && units.Sum(unit => unit.Below) == figure.Figure.Rate.Denominator;

    private static bool WasKnown(TimelineEntry entry, StoredFigure figure) => (figure.FedTo, entry.Position) switch
    {
        ({ } counted, { } position) => position <= counted,
        _ => !(entry.ReceivedAt > figure.ClosedAt),
    };
}
