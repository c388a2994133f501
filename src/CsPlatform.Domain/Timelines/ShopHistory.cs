using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>One shop's facts, from which every counting unit of the platforms can be cut.</summary>
/// <param name="Consultations">Its consultations by id.</param>
public sealed record ShopHistory(IReadOnlyDictionary<string, Timeline> Consultations)
{
    /// <summary>Users whom it reported with success.</summary>
    public IReadOnlyList<UserReport> Reports { get; init; } = [];

    /// <summary>The working hours that it stated, earliest first; empty = none.</summary>
    public IReadOnlyList<StatedHours> WorkingHours { get; init; } = [];

    /// <summary>Consultations that are left out as a whole, by buyer or by time.</summary>
    public IReadOnlyList<ShopExclusion> Exclusions { get; init; } = [];

    /// <summary>The history of consultations and of what concerns the shop as a whole.</summary>
    public static ShopHistory Of(IReadOnlyDictionary<string, Timeline> consultations, Timeline ofShop) => new(consultations)
    {
        Reports =
        [
            .. from decided in ofShop.Entries.OfType<ReportDecidedEntry>()
               group decided by decided.ReportId into report
               let last = report.Last()
               where last.IsUpheld
               select new UserReport(last.BuyerId, last.OccurredAt),
        ],
        WorkingHours = [.. ofShop.Entries.OfType<HoursStatedEntry>().Select(e => new StatedHours(e.OccurredAt, e.Hours))],
        Exclusions = [.. ofShop.Entries.Select(Exclusion).OfType<ShopExclusion>()],
    };

    /// <summary>The hours that the shop had stated by then; null = none.</summary>
    public DailyHours? HoursAt(Instant at) => WorkingHours.LastOrDefault(stated => stated.From <= at)?.Hours;

    private static ShopExclusion? Exclusion(TimelineEntry entry) => entry switch
    {
        BuyerExcludedEntry buyer => new(entry.Key, buyer.Why, buyer.By) { BuyerId = buyer.BuyerId },
        SpanExcludedEntry span => new(entry.Key, span.Why, span.By) { Span = span.Span },
        _ => null,
    };
}
