using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>Adds the units of a metric up by day.</summary>
internal static class Tally
{
    /// <summary>Whether the recount knows the formula.</summary>
    public static bool Knows(MetricRule metric) =>
        metric.Window is not SampledTrailingDaysWindow
        && (metric.Formula is DissatisfactionFormula or ReplyFormula { Scope.WorkingHoursOfShop: false }
            || metric.Formula is ComplaintRateFormula or SalePresenceFormula or MeanOnlineTimeFormula
            || metric.Formula is RatingShareFormula { Scale: ShopEvents.UsualScale, CardHours: null, LeavesOutReportedBuyers: false });

    /// <summary>What each day of the shop adds to the metric above and below the line.</summary>
    public static IEnumerable<(int Day, long Above, long Below)> Of(MetricFormula formula, ShopEvents shop, IReadOnlyList<Talk> talks) =>
        formula switch
        {
            DissatisfactionFormula dissatisfaction => talks
                .Where(talk => talk.Stars is not null)
                .Select(talk => (Day.Of(talk.StartedAt!.Value), talk.Stars <= dissatisfaction.WorstStarsUpTo ? 1L : 0, 1L)),
            // Simulated ratings are of consultations, and none has a grade beside its scale.
            RatingShareFormula { Service: null or RatedService.Consultation } share => shop.LastRatings
                .Select(rating => (Day.Of(rating.At), share.GradeFrom <= rating.Stars && rating.Stars <= share.GradeTo ? 1L : 0, 1L)),
            // Nobody complains in a simulation, and every consumer counts once in a whole period or on each day.
            ComplaintRateFormula { Consumers: ConsumerCount.OnceADay } => shop.Contacts.Select(contact => (contact.Day, 0L, 1L)),
            RatingShareFormula or CountedFormula => [],
            _ => from unit in new Asking((ReplyFormula)formula, shop).Units(talks)
                 where unit.Waits.Count > 0
                 let counted = Of(formula, unit)
                 select (unit.Day, counted.Above, counted.Below),
        };

    /// <summary>What a period adds that is not the sum of its days; null where it is.</summary>
    public static (long Above, long Below)? OfPeriod(MetricFormula formula, ShopEvents shop, int first, int last) => formula switch
    {
        ComplaintRateFormula { Consumers: ConsumerCount.Once } =>
            (0, shop.Contacts.Where(contact => first <= contact.Day && contact.Day <= last).Select(contact => contact.Buyer).Distinct().Count()),
        // Simulated shops sell nothing and tell nothing of who is online: that counts as nothing, since the day they were first heard of.
        SalePresenceFormula => (0, shop.FirstDay <= last ? 1 : 0),
        MeanOnlineTimeFormula => (0, Math.Max(0, last + 1 - Math.Max(first, shop.FirstDay))),
        _ => null,
    };

    private static (long Above, long Below) Of(MetricFormula formula, Unit unit) => formula switch
    {
        ReplyRateFormula rate => (IsGood(rate, unit) ? 1 : 0, 1),
        FirstReplyRateFormula first => (unit.Waits[0].IsWithin(Limit(first.Within)) ? 1 : 0, 1),
        RoundReplyRateFormula rounds => (unit.Waits.Count(wait => wait.IsWithin(Limit(rounds.Within))), unit.Waits.Count),
        MeanReplyTimeFormula => (
            unit.Waits.Sum(wait => (wait.AnsweredAt - wait.AskedAt) / 1_000_000 ?? 0), unit.Waits.Count(wait => wait.AnsweredAt is not null)),
        NoServiceRateFormula none => (unit.Talk!.WentOffline || IsSilent(unit.Talk, none.Scope) ? 1 : 0, 1),
        OfflineRateFormula => (unit.Talk!.WentOffline ? 1 : 0, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "The recount does not know this formula."),
    };

    private static bool IsGood(ReplyRateFormula rate, Unit unit) => rate.Late switch
    {
        LateRule.OneRound => unit.Waits.Any(wait => wait.IsWithin(Limit(rate.Within))),
        LateRule.MeanPerRound => unit.Waits.All(wait => wait.AnsweredAt is not null)
            && unit.Waits.Sum(wait => wait.AnsweredAt!.Value - wait.AskedAt) <= Limit(rate.Within) * unit.Waits.Count,
        _ => unit.Waits.All(wait => wait.IsWithin(Limit(rate.Within))),
    };

    private static bool IsSilent(Talk talk, ReplyScope scope) =>
        talk.WasAssigned && !talk.Replies.Exists(reply => scope.AnsweringRoles.Contains(reply.Role));

    private static long? Limit(NodaTime.Duration? limit) => limit is { } span ? Day.Nanoseconds(span) : null;
}
