using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace CsPlatform.Metrics.Feeds;

/// <summary>What would change a figure of a sealed month, told with the month to which the correction goes.</summary>
internal static class DeferredCorrections
{
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Whether a figure belongs to a sealed month: that of its last day.</summary>
    internal static bool IsSealed(FigurePeriod period, LocalDate? sealedThrough) => period.ClosesWith <= sealedThrough;

    /// <summary>The record of a correction that is not made.</summary>
    /// <param name="transaction">The transaction of the fold.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="found">The figure as the facts give it now.</param>
    /// <param name="reason">Why it differs.</param>
    /// <param name="sealedThrough">The last sealed day.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<V1.FigureRecord> RecordAsync(
        NpgsqlTransaction transaction,
        ShopKey shop,
        ClosedFigure found,
        string reason,
        LocalDate sealedThrough,
        CancellationToken cancellation)
    {
        var revisions = await RevisionStore.LoadAsync(
            transaction.Connection!,
            (shop, found.MetricId, found.Period.Kind),
            found.Period.EvaluatedOn,
            Instant.FromUtc(9999, 1, 1, 0, 0),
            cancellation);
        // A period that closed without data has no row: it stands at 0/0.
        var stands = revisions.LastOrDefault(revision => revision.Figure.Period.EvaluatedOn == found.Period.EvaluatedOn)
            ?? new StoredFigure(shop, WithoutData(found), 1, "", default);
        return Record(stands, found, reason, sealedThrough);
    }

    /// <summary>The record of a figure that would close first when its month is sealed already: it stands without data.</summary>
    internal static V1.FigureRecord OfNew(StoredFigure found, LocalDate sealedThrough) => Record(
        found with { Figure = WithoutData(found.Figure) },
        found.Figure,
        "The shop was first counted in this partition when the month was sealed.",
        sealedThrough);

    private static ClosedFigure WithoutData(ClosedFigure figure) =>
        figure with { Rate = default, Certainty = FigureCertainty.NotJudged(default) };

    private static V1.FigureRecord Record(StoredFigure stands, ClosedFigure found, string reason, LocalDate sealedThrough) => new()
    {
        CorrectionDeferred = new V1.CorrectionDeferred
        {
            Figure = ToProto.Figure(stands),
            Numerator = found.Rate.Numerator,
            Denominator = found.Rate.Denominator,
            Reason = reason,
            GoesToMonth = Month.Format(sealedThrough.PlusDays(1)),
        },
    };
}
