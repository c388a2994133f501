using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Tests.Scenarios.Runners;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>
/// What holds for every shipped reply metric and every history. A reply more never worsens a share by consultation or person. The
/// exceptions follow from what the platforms count, each with its example below: a mean has no wait for what is unanswered; a
/// late reply parts a late round in two, and brings in one that midnight or a robot had left out; and a message that a
/// sub-account answers late no longer goes to the next one, who would have answered in time.
/// </summary>
[Trait("kind", "property")]
public class ReplyProperties
{
    private static readonly Instant Origin = ChinaTime.StartOf(new LocalDate(2022, 6, 1));

    private static readonly IReadOnlyList<ReplyFormula> Shipped = [.. ScenarioRow.Catalogue.Platforms
        .SelectMany(platform => ScenarioRow.Catalogue.Versions(platform))
        .SelectMany(rulebook => rulebook.Metrics)
        .Select(metric => metric.Formula)
        .OfType<ReplyFormula>()];

    // Four consultations of two buyers, in steps of 30 s around two evenings and a morning: limits, hours, midnight and
    // hand-overs meet.
    private static readonly Gen<Event> Events =
        from consultation in Gen.Choose(0, 3)
        from hour in Gen.Elements(7 * 60 + 57, 10 * 60, 10 * 60, 10 * 60, 22 * 60 + 57, 23 * 60 + 57, 32 * 60)
        from steps in Gen.Choose(0, 24)
        from kind in Gen.Choose(0, 19)
        from agent in Gen.Elements("A", "B", null)
        from target in Gen.Choose(0, 30)
        select new Event($"c{consultation}", Origin + Duration.FromSeconds((60L * hour) + (30 * steps)), kind, agent, target);

    private static readonly Arbitrary<(Event[] Events, int Formula, int At)> Cases = (
        from events in Events.ArrayOf(30)
        from formula in Gen.Choose(0, 10_000)
        from at in Gen.Choose(0, 1000)
        select (events, formula, at)).ToArbitrary();

    [Fact]
    public void Order_of_arrival_and_repetition_change_no_byte() => Check((events, formula, _) =>
    {
        var entries = Entries(events);
        var straight = Shop(entries);
        var backwards = Shop(entries.AsEnumerable().Reverse().Concat(entries).ToList());
        return Text(formula, straight) == Text(formula, backwards);
    });

    [Fact]
    public void Shares_stay_within_0_and_1_and_a_unit_counts_once() => Check((events, formula, _) =>
        formula.Measure != MetricMeasure.Share
        || Rates(formula, Shop(Entries(events))).All(unit =>
            unit.Numerator <= unit.Denominator && (formula is RoundReplyRateFormula || unit.Denominator <= 1)));

    [Fact]
    public void Robot_and_person_together_never_exceed_the_pairs_that_consulted() => Check((events, _, _) =>
    {
        var tejia = Shipped.Single(formula => formula.Scope.Unit == CountingUnit.SubAccountDay);
        var units = ReplyUnits.Of(tejia, Shop(Entries(events))).ToList();
        return units.Select(unit => (unit.Id, unit.Day)).Distinct().Count() == units.Count
            && units.Aggregate(default(Rate), (sum, unit) => sum + ReplyMetrics.Of(unit, tejia)) is var all
            && all.Numerator <= all.Denominator;
    });

    [Fact]
    public void A_reply_more_never_worsens_a_share() => Check((events, formula, at) =>
    {
        var pairs = formula.Scope.Unit == CountingUnit.SubAccountDay;
        formula = formula is RoundReplyRateFormula round
            ? round with { LeavesOutOverMidnight = false, RolesThatLeaveOut = new HashSet<SenderRole>() }
            : formula;
        var entries = Entries(events)
            .Where(one => !(pairs && one.Entry is QueuedEntry or AssignedEntry or HandedOverEntry))
            .ToList();
        var shop = Shop(entries);
        if (formula.Measure != MetricMeasure.Share || formula is OfflineRateFormula || MomentIn(shop, at) is not { } moment)
        {
            return true;
        }

        var reply = new MessageEntry(moment.At, new EventKey("reply", "1"), SenderRole.HumanAgent);
        var replied = Shop([.. entries, (moment.Consultation, reply)]);
        if (formula is RoundReplyRateFormula && EndsRoundLate(formula, replied, moment.At))
        {
            return true;
        }

        var (before, after) = (Sum(formula, shop), Sum(formula, replied));
        var change = ((Int128)after.Numerator * before.Denominator).CompareTo((Int128)before.Numerator * after.Denominator);
        return formula is NoServiceRateFormula ? change <= 0 : change >= 0 && after.HasData == before.HasData;
    });

    [Fact]
    public void What_a_consultation_tells_by_itself_is_what_the_shop_tells() => Check((events, formula, _) =>
    {
        var shop = Shop(Entries(events));
        return !formula.Scope.CountsByConsultation || Sum(formula, shop) == shop.Consultations
            .Select(one => Sum(formula, new ShopHistory(new Dictionary<string, Timeline> { [one.Key] = one.Value })))
            .Aggregate(default(Rate), (sum, one) => sum + one);
    });

    [Theory]
    [InlineData("pinduoduo", "pdd.mean_human_reply", "10:00 buyer", "0/0", "10:00 buyer, 10:10 human", "600000/1")]
    [InlineData(
        "taobao-tmall",
        "tmall.human_reply_rate_3min",
        "10:00 buyer, 11:00 bot",
        "0/0",
        "10:00 buyer, 11:00 bot, 10:10 human",
        "0/1")]
    [InlineData(
        "taobao-tmall",
        "tmall.human_reply_rate_3min",
        "10:00 buyer, 10:30 buyer",
        "0/1",
        "10:00 buyer, 10:30 buyer, 10:10 human",
        "0/2")]
    [InlineData(
        "taobao-tejia",
        "tbt.reply_rate_3min",
        "10:00 assigned A, 10:00 buyer, 10:10 handed A B, 10:11 human B",
        "1/2",
        "10:00 assigned A, 10:00 buyer, 10:10 handed A B, 10:11 human B, 10:05 human A",
        "0/1")]
    public void Where_a_reply_may_worsen_a_figure_an_example_says_so(
        string platform, string rule, string without, string before, string with, string after)
    {
        var day = new LocalDate(2022, 6, 1);
        var formula = (ReplyFormula)ScenarioRow.Catalogue.Find(platform, day)!.FindMetric(rule)!.Formula;

        Assert.Equal(before, Sum(formula, ReplyHistory.Read(without, day)).ToString());
        Assert.Equal(after, Sum(formula, ReplyHistory.Read(with, day)).ToString());
    }

    private static bool EndsRoundLate(ReplyFormula formula, ShopHistory shop, Instant at) => ReplyUnits.Of(formula, shop)
        .SelectMany(unit => unit.Measured)
        .Any(round => round.AnsweredAt == at && round.MakesLate);

    private static (string Consultation, Instant At)? MomentIn(ShopHistory shop, int at)
    {
        var contacts = shop.Consultations.Select(one => Contact.Of(one.Key, one.Value)).OfType<Contact>().ToList();
        if (contacts.Count == 0)
        {
            return null;
        }

        var contact = contacts[at % contacts.Count];
        var length = contact.EndedAt - contact.StartedAt;
        return length < Duration.Zero ? null : (contact.Id, contact.StartedAt + (length * (at / 1000.0)));
    }

    private static List<(string Consultation, TimelineEntry Entry)> Entries(Event[] events) =>
        [.. events.Select((one, i) => (one.Consultation, one.Entry(i)))];

    private static ShopHistory Shop(IReadOnlyList<(string Consultation, TimelineEntry Entry)> entries) => new(entries
        .GroupBy(one => one.Consultation)
        .ToDictionary(group => group.Key, group => Timeline.Of(group.Select(one => one.Entry))))
    {
        WorkingHours = [new StatedHours(Instant.MinValue, new DailyHours(new LocalTime(9, 0), new LocalTime(18, 0)))],
    };

    private static string Text(ReplyFormula formula, ShopHistory shop) => string.Join('\n', ReplyUnits.Of(formula, shop)
        .Select(unit => $"{unit.Id} {unit.Day:R} {ReplyMetrics.Of(unit, formula)} {string.Join(' ', unit.Turns)}"));

    private static IEnumerable<Rate> Rates(ReplyFormula formula, ShopHistory shop) =>
        ReplyUnits.Of(formula, shop).Select(unit => ReplyMetrics.Of(unit, formula));

    private static Rate Sum(ReplyFormula formula, ShopHistory shop) =>
        Rates(formula, shop).Aggregate(default(Rate), (sum, unit) => sum + unit);

    private static void Check(Func<Event[], ReplyFormula, int, bool> holds) => FsCheck.Fluent.Prop
        .ForAll(Cases, one => holds(one.Events, Shipped[one.Formula % Shipped.Count], one.At))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private sealed record Event(string Consultation, Instant At, int Kind, string? Agent, int Target)
    {
        public TimelineEntry Entry(int number)
        {
            var key = new EventKey("im", $"{number:000}");
            var buyer = Consultation is "c0" or "c1" ? "U1" : "U2";
            return Kind switch
            {
                0 => new OpenedEntry(At, key) { BuyerId = buyer },
                1 => new ClosedEntry(At, key),
                2 => new QueuedEntry(At, key),
                3 => new AssignedEntry(At, key, Agent ?? "A"),
                4 => new HandedOverEntry(At, key, null, Agent ?? "B"),
                5 => new RecalledEntry(At, key, new EventKey("im", $"{Target:000}")),
                6 => new ExcludedEntry(At, key, new EventKey("im", $"{Target:000}"), ExclusionReason.Spam, "x"),
                7 => new MessageEntry(At, key, SenderRole.Bot) { AgentId = Agent },
                8 => new MessageEntry(At, key, SenderRole.Automatic),
                9 when Target % 5 == 0 => new OfflineEntry(At, key),
                < 15 => new MessageEntry(At, key, SenderRole.Buyer) { BuyerId = buyer, ReceivedAt = Target == 0 ? Origin : null },
                _ => new MessageEntry(At, key, SenderRole.HumanAgent) { AgentId = Agent },
            };
        }
    }
}
