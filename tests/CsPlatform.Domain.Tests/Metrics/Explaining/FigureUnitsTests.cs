using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

public class FigureUnitsTests
{
    private static readonly Period Day = Period.OfDay(Conversations.Day);

    [Fact]
    public void A_unit_says_what_it_adds_why_and_by_which_messages()
    {
        var talk = new Talk()
            .Ask("hit", "u1", 60).Answer("hit", 62)
            .Ask("late", "u2", 60).Ask("late", "u2", 70).Answer("late", 71)
            .Ask("early", "u3", -30)
            .Add("silent", new OpenedEntry(Talk.At(60), new EventKey("im", "open")));

        var units = Units(talk.Basis.History, "reply").ToDictionary(unit => unit.Id);

        Assert.Equal((1, 1, "IN_TIME"), Line(units["hit"]));
        Assert.Equal((0, 1, "LATE"), Line(units["late"]));
        Assert.Equal((0, 0, "OUT_OF_HOURS"), Line(units["early"]));
        Assert.Equal((0, 0, "NO_MESSAGE"), Line(units["silent"]));
        Assert.Equal(2, units["late"].Turns.Count);
        Assert.Equal(new EventKey("im", "002"), units["hit"].Turns.Single().Answer);
        Assert.All(units.Values, unit => Assert.Equal([unit.Id], unit.Consultations));
        Assert.Equal(["hit"], units.Values.Where(unit => unit.IsHit).Select(unit => unit.Id));
        Assert.Equal(["late"], units.Values.Where(unit => unit.IsMiss).Select(unit => unit.Id));
    }

    [Fact]
    public void A_rating_says_which_event_decides()
    {
        var talk = new Talk()
            .Ask("bad", "u1", 60).Add("bad", new RatedEntry(Talk.At(61), new EventKey("im", "first"), 5))
            .Add("bad", new RatedEntry(Talk.At(62), new EventKey("im", "last"), 1))
            .Ask("good", "u2", 60).Add("good", new RatedEntry(Talk.At(61), new EventKey("im", "good"), 4))
            .Ask("none", "u3", 60);

        var units = Units(talk.Basis.History, "bad").ToDictionary(unit => unit.Id);

        Assert.Equal((1, 1, "DISSATISFIED"), Line(units["bad"]));
        Assert.Equal((0, 1, "SATISFIED"), Line(units["good"]));
        Assert.Equal((0, 0, "NOT_RATED"), Line(units["none"]));
        Assert.Equal([new EventKey("im", "last")], units["bad"].Evidence);
        Assert.Empty(units["none"].Evidence);
    }

    [Fact]
    public void Exclusions_are_told_with_who_and_why_and_counted_away()
    {
        var talk = new Talk()
            .Ask("kept", "u1", 60)
            .Ask("spam", "u2", 60).Add("spam", new ExcludedEntry(Talk.At(90), new EventKey("ops", "1"), null, ExclusionReason.Spam, "anna"))
            .Ask("pest", "u3", 60)
            .OfShop(new BuyerExcludedEntry(Talk.At(91), new EventKey("ops", "2"), "u3", ExclusionReason.Malicious, "ben"))
            .OfShop(new BuyerExcludedEntry(Talk.At(92), new EventKey("ops", "3"), "stranger", ExclusionReason.Malicious, "ben"))
            .Ask("down", "u4", 120)
            .OfShop(new SpanExcludedEntry(
                Talk.At(130), new EventKey("ops", "4"), new Interval(Talk.At(119), Talk.At(121)), ExclusionReason.Outage, "cleo"))
            .OfShop(new ReportDecidedEntry(Talk.At(140), new EventKey("ops", "5"), "r", "u1", IsUpheld: true))
            .OfShop(new ReportDecidedEntry(Talk.At(141), new EventKey("ops", "6"), "r", "u1", IsUpheld: false));

        var basis = talk.Basis;
        var units = Units(basis.History, "reply");

        Assert.Equal(1, units.Sum(unit => unit.Below));
        Assert.Equal(4, Units(basis.HistoryWithoutExclusions, "reply").Sum(unit => unit.Below));
        Assert.Equal(
            [
                ("consultation spam", "SPAM", "anna"),
                ("buyer u3", "MALICIOUS", "ben"),
                ("span 2021-02-03 10:59:00 to 2021-02-03 11:01:00", "OUTAGE", "cleo"),
            ],
            AppliedExclusions.Of(basis, units.SelectMany(unit => unit.Consultations).ToHashSet())
                .Select(one => (one.Target, one.Reason, one.By)));
    }

    [Fact]
    public void A_basis_is_as_it_was_when_only_some_entries_were_known()
    {
        var talk = new Talk().Ask("c", "u", 60).Answer("c", 61);

        var before = talk.Basis.Known(entry => entry is MessageEntry { Role: SenderRole.Buyer });

        Assert.Equal((0, 1, "UNANSWERED"), Line(Units(before.History, "reply").Single()));
        Assert.Same(talk.Basis.Consultations["c"], talk.Basis.Known(_ => true).Consultations["c"]);
    }

    private static IReadOnlyList<ExplainedUnit> Units(ShopHistory shop, string metric) =>
        FigureUnits.Of(shop, metric, Day, _ => Rules.Book);

    private static (long, long, string) Line(ExplainedUnit unit) => (unit.Above, unit.Below, unit.Why.Name);
}
