using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Tallies;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>The packed engine gives exactly what counting every timeline anew gives, whatever arrives and in whatever order.</summary>
[Trait("kind", "property")]
public class ReplyTallyProperties
{
    private static readonly long Origin = ChinaTime.StartOf(new LocalDate(2021, 2, 3)).ToUnixTimeMilliseconds();

    // Steps of 90 s around the ends of hours and midnight, half of them moved by a millisecond: equal instants, exact limits and
    // limits missed by one all come up.
    private static readonly Gen<Sent> Message =
        from unit in Gen.Elements(-1, 0, 1, 2, 2_000_000_000)
        from hour in Gen.Elements(8 * 60, 9 * 60, 12 * 60, 22 * 60 + 55, 23 * 60, 24 * 60 - 4)
        from steps in Gen.Choose(-2, 9)
        from moved in Gen.Elements(0, 0, 1)
        from kind in Gen.Elements(0, 1, 1, 1, 2, 2, 3, 4, 5)
        select new Sent(unit, (ReplyEntryKind)kind, Origin + (60_000L * hour) + (90_000L * steps) + moved);

    private static readonly Arbitrary<(Sent[] Messages, ReplyRateFormula Formula)> Cases = (
        from messages in Message.ArrayOf(40)
        from late in Gen.Elements(LateRule.Any, LateRule.First)
        from hours in Gen.Elements(Rules.ThreeMinutes.Scope.Hours, null, new DailyHours(new LocalTime(8, 0), null))
        from roles in Gen.Elements(
            new HashSet<SenderRole> { SenderRole.HumanAgent }, new HashSet<SenderRole> { SenderRole.HumanAgent, SenderRole.Bot })
        select (messages, Rules.ThreeMinutes with { Late = late, Scope = new ReplyScope(CountingUnit.Consultation, roles) { Hours = hours } })).ToArbitrary();

    [Fact]
    public void Message_by_message_gives_what_counting_anew_gives() => Check((messages, formula) =>
    {
        var tally = new ReplyTally(ReplyTerms.Of(formula));
        for (var i = 0; i < messages.Length; i++)
        {
            var (unit, entry) = (messages[i].Unit, messages[i].Entry);
            if (!tally.TryApply(Shop(unit), unit, entry))
            {
                tally.Replace(Shop(unit), unit, Kept(messages.Take(i + 1), unit));
            }
        }

        return Same(tally.Facts, messages, formula);
    });

    [Fact]
    public void Rebuilding_from_raw_rows_gives_what_counting_anew_gives_in_one_part_or_in_several() => Check((messages, formula) =>
        Same(Rebuild(messages, formula, 1), messages, formula) && Same(Rebuild(messages, formula, 3), messages, formula));

    [Fact]
    public void A_recalled_message_is_as_if_it_had_never_been() => Check((messages, formula) =>
    {
        var tally = new ReplyTally(ReplyTerms.Of(formula));
        var kept = messages.Where((_, i) => i % 3 != 0).ToArray();
        foreach (var group in messages.GroupBy(message => message.Unit))
        {
            tally.Replace(Shop(group.Key), group.Key, Kept(group, group.Key));
            tally.Replace(Shop(group.Key), group.Key, Kept(kept, group.Key));
        }

        return Same(tally.Facts, kept, formula) && tally.OpenUnits == kept.DistinctBy(message => message.Unit).Count();
    });

    [Fact]
    public void A_unit_that_was_released_can_be_brought_back() => Check((messages, formula) =>
    {
        var tally = new ReplyTally(ReplyTerms.Of(formula));
        foreach (var group in messages.GroupBy(message => message.Unit))
        {
            var entries = Kept(group, group.Key);
            var half = entries.Length / 2;
            tally.Replace(Shop(group.Key), group.Key, entries.AsSpan(0, half));
            if (half > 0)
            {
                tally.Release(group.Key);
                tally.Restore(group.Key, entries.AsSpan(0, half));
            }

            tally.Replace(Shop(group.Key), group.Key, entries);
        }

        return Same(tally.Facts, messages, formula);
    });

    private static ReplyFacts Rebuild(Sent[] messages, ReplyRateFormula formula, int parts)
    {
        var facts = new ReplyFacts();
        var columns = new ReplyColumns(
            messages.Select(message => Shop(message.Unit)).ToArray(),
            messages.Select(message => (long)message.Unit).ToArray(),
            messages.Select(message => message.Kind).ToArray(),
            messages.Select(message => message.Millis).ToArray());
        for (var part = 0; part < parts; part++)
        {
            facts.Add(ReplyRebuild.Count(columns, ReplyTerms.Of(formula), part, parts));
        }

        return facts;
    }

    private static bool Same(ReplyFacts found, IEnumerable<Sent> messages, ReplyRateFormula formula)
    {
        var expected = messages.Select((message, i) => (message, i))
            .GroupBy(one => one.message.Unit)
            .Select(group => (Shop: Shop(group.Key), Timeline: Timeline.Of(group.Select(one => one.message.ToTimeline(one.i)))))
            .GroupBy(one => (one.Shop, Day: one.Timeline.StartDay!.Value))
            .Select(day => (day.Key.Shop, day.Key.Day, day.Aggregate(
                default(Rate), (sum, one) => sum + Whole(one.Timeline, formula))))
            .Where(day => day.Item3.HasData);
        return found.All.ToHashSet().SetEquals(expected);
    }

    private static Rate Whole(Timeline timeline, ReplyRateFormula formula) =>
        ReplyUnits.Of(formula, new ShopHistory(new Dictionary<string, Timeline> { ["c"] = timeline }))
            .Aggregate(default(Rate), (sum, unit) => sum + ReplyMetrics.Of(unit, formula));

    private static ReplyEntry[] Kept(IEnumerable<Sent> messages, int unit) =>
        [.. messages.Where(message => message.Unit == unit).Select(message => message.Entry)];

    private static int Shop(int unit) => unit % 2 == 0 ? 7 : -8;

    private static void Check(Func<Sent[], ReplyRateFormula, bool> holds) =>
        Prop.ForAll(Cases, one => holds(one.Messages, one.Formula)).QuickCheckThrowOnFailure();

    private sealed record Sent(int Unit, ReplyEntryKind Kind, long Millis)
    {
        public ReplyEntry Entry => new(Kind, Millis);

        public TimelineEntry ToTimeline(int number)
        {
            var (at, key) = (Instant.FromUnixTimeMilliseconds(Millis), new EventKey("im", $"{number:000}"));
            return Kind == ReplyEntryKind.Opened ? new OpenedEntry(at, key) : new MessageEntry(at, key, (SenderRole)Kind);
        }
    }
}
