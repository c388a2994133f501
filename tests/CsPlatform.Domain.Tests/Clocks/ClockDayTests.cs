using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Clocks;

/// <summary>
/// Random consultations of every platform, whose events arrive late and out of order, with recalls and hand-overs, and a ringer that is
/// sometimes late: what was told is compared with what a plain look at the entries says.
/// </summary>
[Trait("kind", "property")]
public class ClockDayTests
{
    private static readonly Instant Start = ChinaTime.At(new LocalDateTime(2024, 8, 1, 10, 0));
    private static readonly Duration Horizon = Duration.FromMinutes(10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Each_stage_is_told_once_none_for_an_answered_turn_and_none_is_lost(int seed)
    {
        var random = new Random(seed);
        var (rang, stopped) = (0, 0);
        for (var i = 0; i < 1_500; i++)
        {
            var platforms = ScenarioRow.Catalogue.Platforms;
            var day = new Day(platforms[random.Next(platforms.Count)], random);
            day.Run();
            rang += day.Rang;
            stopped += day.Stops;
        }

        Assert.True(rang > 1_000 && stopped > 200, $"{rang} stages and {stopped} stops are too few to tell anything.");
    }

    private sealed class Day(string platform, Random random)
    {
        private readonly Dictionary<(ClockKey Key, int Stage), Instant> told = [];
        private Timeline timeline = Timeline.Empty;
        private IReadOnlyList<RunningClock> clocks = [];
        private int number;

        public int Rang => told.Count;

        public int Stops { get; private set; }

        public void Run()
        {
            var arrivals = Entries().Select(entry => (At: entry.OccurredAt + Late(), Entry: entry)).OrderBy(one => one.At).ToList();
            foreach (var (at, entry) in arrivals)
            {
                RingUntil(at);
                Fold(entry with { ReceivedAt = at }, at);
            }

            var end = arrivals[^1].At + Duration.FromHours(2);
            RingUntil(end);
            NothingWasLost(end);
        }

        private Duration Late() => Duration.FromSeconds(random.Next(12) switch
        {
            0 => random.Next(0, 400),
            1 => random.Next(0, 30),
            _ => random.Next(0, 2),
        });

        private List<TimelineEntry> Entries()
        {
            var (entries, at) = (new List<TimelineEntry>(), Start + Duration.FromSeconds(random.Next(3600)));
            for (var i = random.Next(1, 7); i > 0; i--)
            {
                entries.Add(new MessageEntry(at, Key(), SenderRole.Buyer) { BuyerId = "b" });
                at += Duration.FromSeconds(random.Next(1, 100));
                if (random.Next(4) == 0)
                {
                    entries.Add(new HandedOverEntry(at, Key(), null, $"agent-{random.Next(3)}"));
                }

                if (random.Next(8) == 0)
                {
                    entries.Add(new RecalledEntry(at, Key(), entries[random.Next(entries.Count)].Key));
                }

                at += Duration.FromSeconds(random.Next(1, 200));
                if (random.Next(3) > 0)
                {
                    var role = random.Next(5) == 0 ? SenderRole.Bot : SenderRole.HumanAgent;
                    entries.Add(new MessageEntry(at, Key(), role) { AgentId = "agent-1" });
                    at += Duration.FromSeconds(random.Next(1, 300));
                }
            }

            return entries;
        }

        private EventKey Key() => new("im", $"{number++:000}");

        private ShopHistory Around => new(new Dictionary<string, Timeline> { ["c"] = timeline });

        private Rulebook? InForce(LocalDate day) => ScenarioRow.Catalogue.Find(platform, day);

        private void Fold(TimelineEntry entry, Instant now)
        {
            timeline = timeline.With([entry]);
            var open = TurnClocks.JudgeOpen("c", timeline, Around, InForce);
            var wanted = TurnClocks.Of(open, "c", timeline);
            var all = TurnClocks.Judge("c", timeline, Around, InForce);
            Assert.Equal(TurnClocks.Of(all, "c", timeline).Select(clock => clock.Key), wanted.Select(clock => clock.Key));

            var change = ClockBook.Update(clocks, wanted, now, Horizon);
            foreach (var clock in change.Stopped)
            {
                Stops++;
                Assert.Contains(told.Keys, stage => stage.Key == clock.Key);
                var stop = TurnClocks.StopOf(clock, all, Around, entry);
                Assert.Equal(stop.Reason == ClockStopReason.InTime, stop.Reason != ClockStopReason.NoLongerDue && stop.At <= clock.Key.DueAt);
                Assert.Contains(timeline.Entries, one => one.Key == stop.By && one.OccurredAt == stop.At);
            }

            clocks = change.Clocks;
        }

        // Rings at the instants that the clocks ask for, mostly; now and then the ringer is away for a while.
        private void RingUntil(Instant until)
        {
            while (ClockBook.NextAt(clocks) is { } next && next < until)
            {
                var now = next + Duration.FromMilliseconds(random.Next(20) == 0 ? random.Next(120_000) : random.Next(50));
                if (now >= until)
                {
                    return;
                }

                clocks = [.. clocks.Select(clock => Ring(clock, now)).Where(clock => ClockStages.IsKept(clock, now))];
            }
        }

        private RunningClock Ring(RunningClock clock, Instant now)
        {
            var (after, said) = ClockStages.Ring(clock, now);
            if (said is not null)
            {
                Assert.True(told.TryAdd((clock.Key, after.Passed), now), $"{clock.Key} told stage {after.Passed} twice.");
                Assert.False(Answered(clock), $"{clock.Key} of {platform} rang although it is answered.");
                Assert.Equal(said.Value.IsBreach, now > clock.Key.DueAt);
            }

            return after;
        }

        // Without judging anything: whether somebody whose role counts has written since.
        private bool Answered(RunningClock clock)
        {
            var metric = InForce(ChinaTime.Day(clock.Key.ArmedAt))!.FindMetric(clock.Key.RuleId)!;
            var roles = ((ReplyFormula)metric.Formula).Scope.AnsweringRoles;
            var recalled = timeline.Entries.OfType<RecalledEntry>().Select(entry => entry.Message).ToHashSet();
            return timeline.Entries.OfType<MessageEntry>().Any(message =>
                message.OccurredAt >= clock.Key.ArmedAt && roles.Contains(message.Role) && !recalled.Contains(message.Key));
        }

        private void NothingWasLost(Instant end)
        {
            var open = TurnClocks.Of(TurnClocks.Judge("c", timeline, Around, InForce), "c", timeline);
            foreach (var clock in open.Where(clock => clocks.Any(known => known.Key == clock.Key)))
            {
                Assert.True(clock.Key.DueAt < end);
                Assert.Contains(told, stage => stage.Key == (clock.Key, clock.Warnings.Count + 1));
            }

            // What is open at the end and was no history when it was first heard of has a clock.
            Assert.All(open, clock => Assert.True(
                clocks.Any(known => known.Key == clock.Key) || timeline.Entries[^1].ReceivedAt > clock.Key.DueAt + Horizon));
        }
    }
}
