using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>What a figure over consultations is found from.</summary>
/// <param name="Consultations">The shop's consultations that its units can be cut from, by id.</param>
/// <param name="OfShop">What concerns the shop as a whole.</param>
public sealed record FigureBasis(IReadOnlyDictionary<string, Timeline> Consultations, Timeline OfShop)
{
    /// <summary>For a counted metric what it counts; else nothing.</summary>
    public ShopFacts Facts { get; init; } = ShopFacts.Of([]);

    /// <summary>The shop's history as reply metrics read it.</summary>
    public ShopHistory History => ShopHistory.Of(Consultations, OfShop);

    /// <summary>The history as if nobody had excluded anything and no report had been upheld.</summary>
    public ShopHistory HistoryWithoutExclusions => ShopHistory.Of(
        Consultations.ToDictionary(one => one.Key, one => Without<ExcludedEntry>(one.Value)),
        Timeline.Of(OfShop.Entries.Where(entry => entry is not (BuyerExcludedEntry or SpanExcludedEntry or ReportDecidedEntry))));

    /// <summary>The basis as it was when only some entries were known.</summary>
    public FigureBasis Known(Func<TimelineEntry, bool> known) => new(
        Consultations.ToDictionary(one => one.Key, one => Only(one.Value, known)), Only(OfShop, known));

    private static Timeline Without<T>(Timeline timeline)
        where T : TimelineEntry => Only(timeline, entry => entry is not T);

    // Most timelines stay whole: those need not be sorted again.
    private static Timeline Only(Timeline timeline, Func<TimelineEntry, bool> kept) =>
        timeline.Entries.All(kept) ? timeline : Timeline.Of(timeline.Entries.Where(kept));
}
