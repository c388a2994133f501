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

    // Steps of 90 s around the ends of hours and two midnights, half of them moved by a millisecond: equal instants, exact limits and
    // limits missed by one all come up.
    private static readonly Gen<Sent> Message =
        from stream in Gen.Elements(-1, 0, 1, 2, 2_000_000_000)
        from part in Gen.Choose(0, 1)
        from hour in Gen.Elements(8 * 60, 9 * 60, 12 * 60, (22 * 60) + 55, 23 * 60, (24 * 60) - 4, (48 * 60) - 4)
        from steps in Gen.Choose(-2, 9)
        from moved in Gen.Elements(0, 0, 1)
        from kind in Gen.Elements(0, 1, 1, 1, 2, 2, 3, 4, 5, 6)
        select new Sent(stream, part, (ReplyEntryKind)kind, Origin + (60_000L * hour) + (90_000L * steps) + moved);

    private static readonly Gen<ReplyScope> Scope =
        from unit in Gen.Elements(CountingUnit.Consultation, CountingUnit.PersonDay)
        from test in Gen.Elements(HoursTest.Message, HoursTest.ConsultationStart)
        from hours in Gen.Elements(Rules.ThreeMinutes.Scope.Hours, null, new DailyHours(new LocalTime(8, 0), null))
        from roles in Gen.Elements<HashSet<SenderRole>>(
            [SenderRole.HumanAgent], [SenderRole.HumanAgent, SenderRole.AssistedBot, SenderRole.Bot])
        from closed in Gen.Elements<Duration?>(null, Duration.FromMinutes(10))
        select new ReplyScope(unit, roles) { Hours = hours, HoursTest = test, UnansweredAfter = closed };

    private static readonly Gen<ReplyFormula> Formula =
        from scope in Scope
        from first in Gen.Elements(false, false, true)
        from late in Gen.Elements(Enum.GetValues<LateRule>())
        select first && scope.Unit == CountingUnit.Consultation
            ? new FirstReplyRateFormula(Duration.FromMinutes(3), WaitFrom.FirstMessage, scope)
            : (ReplyFormula)new ReplyRateFormula(Duration.FromMinutes(3), late, scope);

    private static readonly Arbitrary<(Sent[] Messages, ReplyFormula Formula)> Cases = (
        from messages in Message.ArrayOf(40)
        from formula in Formula
        where ReplyTerms.Of(formula) is not null
        select (messages, formula)).ToArbitrary();

    [Fact]
    public void Message_by_message_gives_what_counting_anew_gives() => Check((messages, formula) =>
    {
        var tally = TallyOf(formula);
        for (var i = 0; i < messages.Length; i++)
        {
            var (stream, entry) = (messages[i].Stream, messages[i].Entry);
            if (!tally.TryApply(Shop(stream), stream, entry))
            {
                tally.Replace(Shop(stream), stream, Of(stream, messages.Take(i)), Of(stream, messages.Take(i + 1)));
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
        var tally = TallyOf(formula);
        var kept = messages.Where((_, i) => i % 3 != 0).ToArray();
        foreach (var stream in messages.Select(message => message.Stream).Distinct())
        {
            tally.Replace(Shop(stream), stream, [], Of(stream, messages));
            tally.Replace(Shop(stream), stream, Of(stream, messages), Of(stream, kept));
        }

        return Same(tally.Facts, kept, formula) && tally.OpenStreams == kept.DistinctBy(message => message.Stream).Count();
    });

    [Fact]
    public void A_stream_that_was_released_can_be_brought_back() => Check((messages, formula) =>
    {
        var tally = TallyOf(formula);
        foreach (var stream in messages.Select(message => message.Stream).Distinct())
        {
            var entries = Of(stream, messages);
            Array.Sort(entries);
            var half = entries.AsSpan(0, entries.Length / 2);
            tally.Replace(Shop(stream), stream, [], half);
            tally.Release(stream);
            tally.Restore(stream, half);
            foreach (var entry in entries[half.Length..])
            {
                tally.TryApply(Shop(stream), stream, entry);
            }
        }

        return Same(tally.Facts, messages, formula);
    });

    [Fact]
    public void A_formula_that_needs_more_than_messages_and_times_has_no_terms()
    {
        var plain = Rules.ThreeMinutes;
        Assert.NotNull(ReplyTerms.Of(plain));
        Assert.All<ReplyScope>(
            [
                plain.Scope with { Unit = CountingUnit.SubAccountDay }, plain.Scope with { Unit = CountingUnit.Round },
                plain.Scope with { RejoinWithin = Duration.FromMinutes(10) }, plain.Scope with { WorkingHoursOfShop = true },
                plain.Scope with { Offline = OfflineRule.Fails }, plain.Scope with { OnlyWithPeople = true },
                plain.Scope with { ReportedUsers = new ReportedUsers(7) }, plain.Scope with { Unit = CountingUnit.PersonDay },
            ],
            scope => Assert.Null(ReplyTerms.Of(plain with { Scope = scope })));
    }

    private static ReplyTally TallyOf(ReplyFormula formula) => new(ReplyTerms.Of(formula)!.Value);

    private static ReplyFacts Rebuild(Sent[] messages, ReplyFormula formula, int parts)
    {
        var facts = new ReplyFacts();
        var columns = new ReplyColumns(
            messages.Select(message => Shop(message.Stream)).ToArray(),
            messages.Select(message => (long)message.Stream).ToArray(),
            messages.Select(message => message.Kind).ToArray(),
            messages.Select(message => message.Millis).ToArray());
        for (var part = 0; part < parts; part++)
        {
            facts.Add(ReplyRebuild.Count(columns, ReplyTerms.Of(formula)!.Value, part, parts));
        }

        return facts;
    }

    private static bool Same(ReplyFacts found, IEnumerable<Sent> messages, ReplyFormula formula)
    {
        // A stream is a buyer with two consultations, or a consultation.
        var byPerson = formula.Scope.Unit == CountingUnit.PersonDay;
        var expected = from shop in messages.Select((message, i) => (message, i)).GroupBy(one => Shop(one.message.Stream))
                       let consultations = shop
                           .GroupBy(one => (one.message.Stream, Part: byPerson ? one.message.Part : 0))
                           .ToDictionary(one => $"{one.Key}", one => Timeline.Of([
                               .. byPerson ? Named(one.Key.Stream) : [], .. one.Select(sent => sent.message.ToTimeline(sent.i))]))
                       from unit in ReplyUnits.Of(formula, new ShopHistory(consultations))
                       group ReplyMetrics.Of(unit, formula) by (Shop: shop.Key, unit.Day) into day
                       let rate = day.Aggregate(default(Rate), (sum, one) => sum + one)
                       where rate.HasData
                       select (day.Key.Shop, day.Key.Day, rate);
        return found.All.ToHashSet().SetEquals(expected);
    }

    // Whose consultation it is, known long before.
    private static OpenedEntry[] Named(int stream) =>
        [new OpenedEntry(Instant.FromUnixTimeMilliseconds(Origin), new EventKey("im", "opened")) { BuyerId = $"buyer {stream}" }];

    private static ReplyEntry[] Of(int stream, IEnumerable<Sent> messages) =>
        [.. messages.Where(message => message.Stream == stream).Select(message => message.Entry)];

    private static int Shop(int stream) => stream % 2 == 0 ? 7 : -8;

    private static void Check(Func<Sent[], ReplyFormula, bool> holds) =>
        Prop.ForAll(Cases, one => holds(one.Messages, one.Formula)).QuickCheckThrowOnFailure();

    private sealed record Sent(int Stream, int Part, ReplyEntryKind Kind, long Millis)
    {
        public ReplyEntry Entry => new(Kind, Millis);

        public TimelineEntry ToTimeline(int number)
        {
            var (at, key, buyer) = (Instant.FromUnixTimeMilliseconds(Millis), new EventKey("im", $"{number:000}"), $"buyer {Stream}");
            return Kind == ReplyEntryKind.Opened
                ? new OpenedEntry(at, key) { BuyerId = buyer }
                : new MessageEntry(at, key, (SenderRole)Kind) { BuyerId = buyer };
        }
    }
}
