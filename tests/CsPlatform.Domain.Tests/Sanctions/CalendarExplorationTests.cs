using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.TestSupport;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>
/// Every order of events that 小红书's calendar can see, over 140 days and five month ends with a 29 February among them: a breadth-first
/// search over the mornings, each canonical state of a morning met with every day there can be, and every decision held
/// against an oracle of its own (<see cref="CalendarOracle"/>).
/// </summary>
[Trait("kind", "property")]
public class CalendarExplorationTests
{
    private const int Days = 140;
    private const int Walks = 3_000;
    private static readonly LocalDate FirstDay = new(2023, 12, 20);

    private static readonly Lazy<Graph> Explored = new(Explore);

    [Fact]
    public void Every_order_of_events_is_answered_as_the_rules_say()
    {
        var graph = Explored.Value;
        TestSummary.Write(
            "calendar of 小红书",
            $"{graph.States:N0} states, {graph.Edges:N0} edges, {Days} days, in {graph.Took.TotalSeconds:N1} s");

        // What a search that stops short, or a key that merges too much, would not meet.
        Assert.Equal(Days, graph.Mornings.Count - 1);
        Assert.True(graph.Edges == (graph.States - graph.Mornings[Days].Count) * CalendarDay.All.Count);
        Assert.All(graph.Mornings.Skip(30), morning => Assert.InRange(morning.Count, 40, 2_000));
        string[] kinds = ["Reminded", "StudyAssigned", "ExamPassed", "ExamFailed", "TrafficLimited", "CaseEnded"];
        Assert.All(kinds, kind => Assert.Contains(graph.Decided.Keys, decided => decided.Contains(kind, StringComparison.Ordinal)));
        Assert.True(graph.Took < TimeSpan.FromSeconds(30), $"It took {graph.Took}.");
    }

    [Fact]
    public void Histories_that_are_not_merged_lead_where_the_merged_ones_do()
    {
        var graph = Explored.Value;
        var random = new Random(20_240_229);
        for (var walk = 0; walk < Walks; walk++)
        {
            // Rare strikes and figures lead to what has waited long.
            var (history, quiet) = (CalendarWalk.New, random.Next(2, 30));
            for (var i = 0; i < Days; i++)
            {
                var day = FirstDay.PlusDays(i);
                var which = random.Next(quiet) == 0 || quiet < 6 ? random.Next(CalendarDay.All.Count) : 0;
                var merged = graph.Mornings[i][history.Key(day)];
                var (next, decided) = history.Play(day, CalendarDay.All[which]);
                Assert.Equal(merged.Edges[which], (next.Key(day.PlusDays(1)), decided));
                history = next;
            }
        }
    }

    [Fact]
    public void In_every_state_every_trigger_that_is_not_its_own_is_refused_and_changes_nothing()
    {
        var graph = Explored.Value;
        for (var i = 0; i < Days; i++)
        {
            foreach (var morning in graph.Mornings[i].Values)
            {
                var (standing, day) = (morning.History.Standing, FirstDay.PlusDays(i));
                foreach (var (trigger, answer) in Foreign(standing, day))
                {
                    var outcome = SanctionMachine.Move(standing, trigger);
                    Assert.Equal((answer, 0), (outcome.Answer, outcome.Decisions.Count));
                    Assert.Same(standing, outcome.Standing);
                }
            }
        }
    }

    private static IEnumerable<(SanctionTrigger Trigger, SanctionAnswer Answer)> Foreign(Standing standing, LocalDate day)
    {
        yield return (new ExamPassed("another", day), SanctionAnswer.NotWaitingForExam);
        yield return (new ExamFailed("another", day), SanctionAnswer.NotWaitingForExam);
        yield return (new MerchantActed(standing.Case?.Id ?? "none", day), SanctionAnswer.NotWaitingForMerchant);
        yield return (new ProposalAnswered("none", IsApproved: true, day), SanctionAnswer.NoSuchProposal);
        yield return (new DayReached(FirstDay.PlusDays(-1)), SanctionAnswer.NothingDue);
        if (standing.State is Studying studying)
        {
            var (early, late) = (studying.PushedOn.PlusDays(-1), studying.PushedOn.PlusDays(4));
            yield return (new ExamPassed(studying.Case.Id, early), SanctionAnswer.TakenBeforeAssigned);
            yield return (new ExamFailed(studying.Case.Id, early), SanctionAnswer.TakenBeforeAssigned);
            yield return (new ExamPassed(studying.Case.Id, late), SanctionAnswer.TakenAfterDeadline);
            yield return (new ExamFailed(studying.Case.Id, late.PlusDays(-1)), SanctionAnswer.MayTryAgain);
        }
    }

    private static Graph Explore()
    {
        var began = Stopwatch.GetTimestamp();
        var decisions = new Dictionary<string, string>();
        var mornings = new List<Dictionary<string, Morning>> { new() { [CalendarWalk.New.Key(FirstDay)] = new(CalendarWalk.New) } };
        for (var i = 0; i < Days; i++)
        {
            var (day, next) = (FirstDay.PlusDays(i), new Dictionary<string, Morning>());
            foreach (var morning in mornings[i].Values)
            {
                for (var which = 0; which < CalendarDay.All.Count; which++)
                {
                    var (history, decided) = morning.History.Play(day, CalendarDay.All[which]);
                    var key = history.Key(day.PlusDays(1));
                    next.TryAdd(key, new Morning(history) { Key = key });
                    decisions.TryAdd(decided, decided);
                    morning.Edges[which] = (next[key].Key, decisions[decided]);
                }
            }

            mornings.Add(next);
        }

        return new Graph(mornings, decisions, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>A canonical state with the first history that led to it, and where each day leads from it.</summary>
    private sealed record Morning(CalendarWalk History)
    {
        public string Key { get; init; } = "";

        public (string Key, string Decided)[] Edges { get; } = new (string, string)[CalendarDay.All.Count];
    }

    private sealed record Graph(List<Dictionary<string, Morning>> Mornings, Dictionary<string, string> Decided, TimeSpan Took)
    {
        public int States => Mornings.Sum(morning => morning.Count);

        public int Edges => Mornings.SkipLast(1).Sum(morning => morning.Values.Sum(state => state.Edges.Count(edge => edge.Key is not null)));
    }
}
