using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What holds for every set of events, in whatever order and in whatever portions they arrive.</summary>
public class FoldingProperties
{
    private static readonly Instant Origin = ChinaTime.StartOf(new LocalDate(2021, 1, 25));

    // Ten days in steps of 30 s, so that equal instants, exact limits and nights all come up; few consultations, so that they
    // fill.
    private static readonly Gen<(int Consultation, TimelineEntry Entry)> Event =
        from id in Gen.Choose(0, 400)
        from consultation in Gen.Choose(0, 5)
        from steps in Gen.Choose(0, 10 * 2880)
        from near in Gen.Choose(0, 12)
        from kind in Gen.Choose(0, 9)
        select (consultation, Entry(id, Origin + Duration.FromSeconds(30L * ((consultation * 4000) + (steps % (near + 5)))), kind));

    // An id stands for one content, as ingestion guarantees.
    private static readonly Arbitrary<(int Consultation, TimelineEntry Entry)[]> Events =
        Event.ArrayOf(60).Select(all => all.DistinctBy(one => one.Entry.Key).ToArray()).ToArbitrary();

    [Fact]
    public void The_order_of_arrival_does_not_matter() => Check(events =>
    {
        var straight = Timeline.Of(events.Select(one => one.Entry));
        var backwards = events.Reverse().Aggregate(Timeline.Empty, (timeline, one) => timeline.With([one.Entry]));
        return straight.Entries.SequenceEqual(backwards.Entries);
    });

    [Fact]
    public void An_event_that_comes_again_changes_nothing() => Check(events =>
    {
        var once = Timeline.Of(events.Select(one => one.Entry));
        return ReferenceEquals(once, once.With(events.Select(one => one.Entry)));
    });

    [Fact]
    public void Folding_differences_gives_the_facts_that_counting_anew_gives() => Check(events =>
    {
        var folded = new Dictionary<FactKey, FactChange>();
        var timelines = new Dictionary<int, Timeline>();
        foreach (var batch in events.Chunk(7))
        {
            foreach (var group in batch.GroupBy(one => one.Consultation))
            {
                var before = timelines.GetValueOrDefault(group.Key, Timeline.Empty);
                var after = timelines[group.Key] = before.With(group.Select(one => one.Entry));
                Contributions.AddChange(Contributions.Of(before, InForce), Contributions.Of(after, InForce), folded);
            }
        }

        var anew = Recount(events);
        return folded.Keys.Union(anew.Keys).All(key =>
            folded.GetValueOrDefault(key).ApplyTo(default) == anew.GetValueOrDefault(key));
    });

    [Fact]
    public void The_figure_of_a_window_is_the_sum_of_its_days() => Check(events =>
    {
        var facts = Recount(events).Where(fact => fact.Key.MetricId == "reply").ToDictionary(fact => fact.Key.Day, fact => fact.Value);
        var series = FactSeries.Of(facts);
        var window = new Period(new LocalDate(2021, 1, 26), new LocalDate(2021, 2, 2));
        var inWindow = events.GroupBy(one => one.Consultation)
            .Select(group => Timeline.Of(group.Select(one => one.Entry)))
            .Where(timeline => timeline.StartDay is { } day && window.Contains(day))
            .Aggregate(default(Rate), (sum, timeline) => sum + Contributions.Of(timeline, InForce).Where(fact => fact.Key.MetricId == "reply")
                .Aggregate(default(Rate), (own, fact) => own + fact.Value));
        return series.Sum(window) == FactChange.Between(default, inWindow);
    });

    [Fact]
    public void An_earlier_answer_never_makes_a_consultation_worse() => Check(events =>
    {
        var timeline = Timeline.Of(events.Where(one => one.Consultation == 0).Select(one => one.Entry));
        if (timeline.StartedAt is null || !timeline.BuyerMessages.Any())
        {
            return true;
        }

        var answers = timeline.BuyerMessages.Select(message =>
            (TimelineEntry)new MessageEntry(message.OccurredAt, new EventKey("x", message.Key.Id), SenderRole.HumanAgent));
        var answered = timeline.With(answers);
        return answered.StartedAt == timeline.StartedAt
            && ReplyUnits.Of(Rules.ThreeMinutes, new ShopHistory(new Dictionary<string, Timeline> { ["c"] = answered }))
                .SelectMany(unit => unit.Turns)
                .All(turn => !turn.MakesLate);
    });

    private static Dictionary<FactKey, Rate> Recount(IEnumerable<(int Consultation, TimelineEntry Entry)> events)
    {
        var facts = new Dictionary<FactKey, Rate>();
        foreach (var group in events.GroupBy(one => one.Consultation))
        {
            foreach (var (key, rate) in Contributions.Of(Timeline.Of(group.Select(one => one.Entry)), InForce))
            {
                facts[key] = facts.GetValueOrDefault(key) + rate;
            }
        }

        return facts;
    }

    private static Rulebook InForce(LocalDate day) => Rules.Book;

    private static TimelineEntry Entry(int id, Instant at, int kind)
    {
        var key = new EventKey("im", $"{id:000}");
        return kind switch
        {
            0 => new OpenedEntry(at, key),
            1 => new ClosedEntry(at, key),
            2 => new RatedEntry(at, key, 1 + (id % 5)),
            3 => new MessageEntry(at, key, SenderRole.Bot),
            < 7 => new MessageEntry(at, key, SenderRole.Buyer),
            _ => new MessageEntry(at, key, SenderRole.HumanAgent),
        };
    }

    private static void Check(Func<(int Consultation, TimelineEntry Entry)[], bool> holds) =>
        FsCheck.Fluent.Prop.ForAll(Events, holds).QuickCheckThrowOnFailure();
}
