using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>A course that is played again from its docket: what it says, what a correction takes away, and that none is harder.</summary>
public class DocketTests
{
    private const int Histories = 400;
    private const int Days = 70;
    private static readonly LocalDate First = new(2023, 12, 20);

    [Fact]
    public void The_kept_entries_alone_give_the_standing_and_the_decisions_of_the_course()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var course = Course.Of(seed, Ladder(seed));

            var again = Docket.Play(course.Entries, First.PlusDays(Days));

            Assert.Equal(course.Decisions.Select(FiledDecision.ContentOf), again.Decisions.Select(FiledDecision.ContentOf));
            Assert.Equal(course.Decisions.Select(decision => decision.Id), again.Decisions.Select(decision => decision.Id));
            Assert.Equal((course.Standing.State.GetType(), course.Standing.Until), (again.Standing.State.GetType(), again.Standing.Until));
            Assert.Equal(course.Standing.CycleStart, again.Standing.CycleStart);
            Assert.Equal(course.Standing.Penalties, again.Standing.Penalties);
            Assert.Empty(Corrections.Between(Filed(course.Decisions), again.Decisions, Ground(course)));
        }
    }

    [Fact]
    public void A_correction_takes_away_and_never_adds_a_day_of_restriction_or_a_penalty()
    {
        var revoked = 0;
        for (var seed = 0; seed < Histories; seed++)
        {
            var course = Course.Of(seed, Ladder(seed));
            foreach (var figure in course.Entries.OfType<FigureEntry>().Where((_, i) => i % 3 == seed % 3))
            {
                var amended = figure.Figure with { Rate = new((seed * 37) % 101, 100), Revision = 2 };
                var again = Docket.Play(
                    Docket.Amend(course.Entries, [new FigureAmended(figure.Number, amended)]), First.PlusDays(Days));

                var added = Corrections.Between(Filed(course.Decisions), again.Decisions, Ground(course));
                revoked += added.Count(decision => decision.Kind == SanctionDecisionKind.Revoked);
                Assert.True(again.Standing.Penalties.Count <= course.Standing.Penalties.Count, $"seed {seed}, entry {figure.Number}");
                Assert.Subset(Limited(course.Decisions), Limited(again.Decisions));
                Assert.DoesNotContain(added, decision => decision.Kind == SanctionDecisionKind.StudyAssigned);
            }
        }

        Assert.True(revoked > 1000, $"only {revoked} decisions were revoked: too few to have shown anything");
    }

    [Fact]
    public void The_order_in_which_amendments_came_does_not_matter()
    {
        var course = Course.Of(3, Ladders.ReplyRate);
        var entry = course.Entries.OfType<FigureEntry>().First(figure => figure.Terms.TakenBefore == 2);
        Amendment[] amendments =
        [
            new FigureAmended(entry.Number, entry.Figure with { Rate = new(90, 100), Revision = 2 }),
            new FigureAmended(entry.Number, entry.Figure with { Rate = new(1, 100), Revision = 3 }),
        ];

        var forth = Docket.Play(Docket.Amend(course.Entries, amendments), null);
        var back = Docket.Play(Docket.Amend(course.Entries, amendments.Reverse()), null);

        Assert.Equal(forth.Decisions.Select(FiledDecision.ContentOf), back.Decisions.Select(FiledDecision.ContentOf));
        Assert.DoesNotContain(forth.Decisions, decision => decision.Figure?.EvaluatedOn == entry.Figure.EvaluatedOn);
    }

    [Fact]
    public void What_is_taken_out_of_the_course_is_as_if_it_had_not_been_found()
    {
        var course = Course.Of(3, Ladders.ReplyRate);
        var entry = course.Entries.OfType<FigureEntry>().First(figure => figure.Terms.TakenBefore == 2);

        var again = Docket.Play(Docket.Amend(course.Entries, [new EntryBarred(entry.Number, SanctionHold.Rescinded)]), null);

        Assert.DoesNotContain(again.Decisions, decision => decision.Figure?.EvaluatedOn == entry.Figure.EvaluatedOn);
        Assert.Equal(course.Standing.Penalties.Count - 1, again.Standing.Penalties.Count);
    }

    [Fact]
    public void What_was_revoked_and_is_decided_again_has_an_id_of_its_own()
    {
        var course = Course.Of(3, Ladders.ReplyRate);
        var first = Filed(course.Decisions);
        var revocations = Corrections.Between(first, [], Ground(course));

        var back = Corrections.Between([.. first.Select(decision => decision with { IsRevoked = true })], course.Decisions, Ground(course));

        Assert.Equal(course.Decisions.Count, revocations.Count);
        Assert.Equal(course.Decisions.Select(decision => $"{decision.Id}:revoked"), revocations.Select(decision => decision.Id));
        Assert.Equal(course.Decisions.Select(decision => $"{decision.Id}#2"), back.Select(decision => decision.Id));
        Assert.All(back, decision => Assert.Equal("trace", decision.Correction?.TraceId));
    }

    private static Rulebooks.SanctionLadder Ladder(int seed) => (seed % 3) switch
    {
        0 => Ladders.ReplyRate,
        1 => Ladders.ReplyRate with { EscalatesWithinMonths = 2, PenaltiesPerMonth = null },
        _ => Ladders.Of(Ladders.Remind, Ladders.Delist),
    };

    private static List<FiledDecision> Filed(IEnumerable<SanctionDecision> decisions) =>
        [.. decisions.Select(decision => new FiledDecision(decision.Id, decision.CaseId, FiledDecision.ContentOf(decision), false))];

    private static HashSet<LocalDate> Limited(IReadOnlyList<SanctionDecision> decisions)
    {
        var days = new HashSet<LocalDate>();
        foreach (var decision in decisions.Where(decision => decision.Action is Rulebooks.RestrictionAction))
        {
            var end = decisions.FirstOrDefault(ended => ended.Kind == SanctionDecisionKind.CaseEnded && ended.CaseId == decision.CaseId);
            for (var day = decision.EffectiveFrom; day < (decision.EffectiveUntil ?? end?.EffectiveFrom ?? First.PlusDays(Days)); day = day.PlusDays(1))
            {
                days.Add(day);
            }
        }

        return days;
    }

    private static CorrectionGround Ground(Course course) =>
        new(course.Rule, CorrectionCause.FigureRevised, "trace", First.PlusDays(Days), null);

    /// <summary>A course as the service plays it: a figure each morning, some days an exam, and the clock.</summary>
    private sealed record Course(
        LadderInForce Rule, Standing Standing, IReadOnlyList<SanctionDecision> Decisions, IReadOnlyList<DocketEntry> Entries)
    {
        internal static Course Of(int seed, Rulebooks.SanctionLadder ladder)
        {
            var (random, rule) = (new Random(seed), ladder.InForce());
            var (standing, decisions, entries) = (Standing.New, new List<SanctionDecision>(), new List<DocketEntry>());
            for (var i = 0; i < Days; i++)
            {
                var day = First.PlusDays(i);
                var figure = new FigureEntry(
                    entries.Count + 1, rule, Ladders.Figure(day, random.Next(4) == 0 ? 90 : random.Next(10, 95), 100), HearingTerms.Plain);
                var before = standing;
                var outcome = Take(Docket.Hear(standing, figure));
                if (Docket.Keeps(before, outcome))
                {
                    entries.Add(figure with { Terms = figure.Terms with { TakenBefore = Docket.TakenStep(ladder, outcome) } });
                }

                if (standing.State is Studying studying && random.Next(4) == 0)
                {
                    var exam = new TriggerEntry(entries.Count + 1, day, new ExamPassed(studying.Case.Id, day));
                    entries.Add(exam);
                    Take(Docket.Hear(standing, exam));
                }

                Take(SanctionMachine.Move(standing, new DayReached(day.PlusDays(1))));
            }

            return new(rule, standing, decisions, entries);

            SanctionOutcome Take(SanctionOutcome outcome)
            {
                standing = outcome.Standing;
                decisions.AddRange(outcome.Decisions);
                return outcome;
            }
        }
    }
}
