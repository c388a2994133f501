using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

/// <summary>What holds for every metric over consultations of every shipped rulebook and every history.</summary>
[Trait("kind", "property")]
public class ExplainingProperties
{
    private static readonly LocalDate First = new(2024, 5, 31);
    private static readonly Instant Origin = ChinaTime.StartOf(First);

    private static readonly IReadOnlyList<(string Platform, string Metric)> Shipped = [.. ScenarioRow.Catalogue.Platforms
        .SelectMany(platform => ScenarioRow.Catalogue.Versions(platform).SelectMany(rulebook => rulebook.Metrics)
            .Where(metric => metric.Formula is ReplyFormula or DissatisfactionFormula)
            .Select(metric => (platform, metric.Id)))
        .Distinct()];

    // Five consultations of three buyers over three days, with gaps at nights and month's end.
    private static readonly Gen<(string Consultation, TimelineEntry Entry)> Events =
        from id in Gen.Choose(0, 99_999)
        from consultation in Gen.Choose(0, 4)
        from day in Gen.Choose(0, 1)
        from minute in Gen.Elements(8 * 60, 10 * 60, 10 * 60, 22 * 60 + 55, 23 * 60 + 57)
        from steps in Gen.Choose(0, 24)
        from kind in Gen.Choose(0, 21)
        from agent in Gen.Elements("A", "B", null)
        from target in Gen.Choose(0, 99_999)
        let at = Origin + Duration.FromDays(day) + Duration.FromMinutes(minute) + Duration.FromSeconds(30 * steps)
        select ($"c{consultation}", Entry(id, at, kind, consultation, agent, target));

    private static readonly Arbitrary<((string Consultation, TimelineEntry Entry)[] Events, int Metric, bool Reported)> Cases = (
        from events in Events.ArrayOf(40)
        from metric in Gen.Choose(0, 10_000)
        from reported in Gen.Elements(true, false)
        select (events.DistinctBy(one => one.Entry.Key).ToArray(), metric, reported)).ToArbitrary();

    [Fact]
    public void Units_sum_up_to_the_facts_of_their_days() => Check((basis, platform, metric) =>
    {
        Rulebook? InForce(LocalDate day) => ScenarioRow.Catalogue.Find(platform, day);
        var days = new Period(First, First.PlusDays(2));
        var units = FigureUnits.Of(basis.History, metric, days, InForce);
        var facts = Contributions.Of(basis.History, InForce)
            .Where(fact => fact.Key.MetricId == metric && days.Contains(fact.Key.Day))
            .Aggregate(default(Rate), (sum, fact) => sum + fact.Value);
        return (units.Sum(unit => unit.Above), units.Sum(unit => unit.Below)) == (facts.Numerator, facts.Denominator);
    });

    [Fact]
    public void Every_unit_is_a_hit_a_miss_or_left_out_with_a_reason_and_stands_once() => Check((basis, platform, metric) =>
    {
        var units = FigureUnits.Of(
            basis.History, metric, new Period(First, First.PlusDays(2)), day => ScenarioRow.Catalogue.Find(platform, day));
        return units.All(unit => unit.Why.Zh.Length > 0 && !(unit.IsHit && unit.IsMiss))
            && units.DistinctBy(unit => (unit.Id, unit.Day)).Count() == units.Count
            && units.SelectMany(unit => unit.Turns).All(turn => (turn.Answer is null) == (turn.AnsweredAt is null));
    });

    private static void Check(Func<FigureBasis, string, string, bool> holds) => FsCheck.Fluent.Prop
        .ForAll(Cases, one =>
        {
            var (platform, metric) = Shipped[one.Metric % Shipped.Count];
            var consultations = one.Events.GroupBy(e => e.Consultation).ToDictionary(c => c.Key, c => Timeline.Of(c.Select(e => e.Entry)));
            return holds(new FigureBasis(consultations, OfShop(one.Reported)), platform, metric);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Timeline OfShop(bool reported)
    {
        var hours = new HoursStatedEntry(Origin, new EventKey("shop", "1"), new DailyHours(new LocalTime(9, 0), new LocalTime(18, 0)));
        return Timeline.Of(reported
            ? [hours, new ReportDecidedEntry(Origin + Duration.FromDays(2), new EventKey("shop", "2"), "r", "U1", IsUpheld: true)]
            : [hours]);
    }

    private static TimelineEntry Entry(int id, Instant at, int kind, int consultation, string? agent, int target)
    {
        var key = new EventKey("im", $"{id:00000}");
        var buyer = consultation < 2 ? "U1" : consultation < 4 ? "U2" : "U3";
        return kind switch
        {
            0 => new OpenedEntry(at, key) { BuyerId = buyer },
            1 => new ClosedEntry(at, key),
            2 => new QueuedEntry(at, key),
            3 => new AssignedEntry(at, key, agent ?? "A"),
            4 => new HandedOverEntry(at, key, null, agent ?? "B"),
            5 => new RecalledEntry(at, key, new EventKey("im", $"{target:00000}")),
            6 => new ExcludedEntry(at, key, target % 3 == 0 ? null : new EventKey("im", $"{target:00000}"), ExclusionReason.Spam, "x"),
            7 => new MessageEntry(at, key, SenderRole.Bot) { AgentId = agent },
            8 => new MessageEntry(at, key, SenderRole.Automatic),
            9 when target % 5 == 0 => new OfflineEntry(at, key),
            10 => new RatedEntry(at, key, 1 + (target % 5)),
            < 17 => new MessageEntry(at, key, SenderRole.Buyer) { BuyerId = buyer },
            _ => new MessageEntry(at, key, SenderRole.HumanAgent) { AgentId = agent },
        };
    }
}
