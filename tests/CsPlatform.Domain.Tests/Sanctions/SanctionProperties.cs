using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>What holds for every history of half a year: a rate each morning, and now and then an exam.</summary>
[Trait("kind", "property")]
public class SanctionProperties
{
    private const int Days = 200;
    private static readonly LocalDate FirstDay = new(2023, 11, 20);

    // A day: the share of good units in percent (101 = no data), and an exam (0 = passed, 1 = failed, else none).
    private static readonly Arbitrary<(int Percent, int Exam)[]> Histories =
        (from percent in Gen.Choose(0, 101) from exam in Gen.Choose(0, 9) select (percent, exam)).ArrayOf(Days).ToArbitrary();

    [Fact]
    public void A_metric_is_penalised_at_most_once_in_a_month() => Check(history =>
        Play(history).Where(decision => decision.QuotaMonth is not null)
            .GroupBy(decision => decision.QuotaMonth)
            .All(month => month.Count() == 1));

    [Fact]
    public void Two_penalties_never_overlap() => Check(history =>
    {
        var runs = Play(history).Where(decision => decision.CaseId is not null).GroupBy(decision => decision.CaseId)
            .Select(steps => (From: steps.Min(step => step.EffectiveFrom), Until: End(steps)))
            .OrderBy(run => run.From).ToList();
        return runs.Zip(runs.Skip(1)).All(pair => pair.First.Until <= pair.Second.From);
    });

    [Fact]
    public void A_replay_gives_the_same_decisions_and_ids() => Check(history =>
    {
        var (first, second) = (Play(history), Play(history));
        return first.SequenceEqual(second) && first.Select(decision => decision.Id).Distinct().Count() == first.Count;
    });

    [Fact]
    public void Nothing_is_assessed_between_the_penalty_and_a_full_window_after_it() => Check(history =>
    {
        var all = Play(history);
        return all.Where(decision => decision.Kind == SanctionDecisionKind.CaseEnded).All(ended => !all.Any(decision =>
            decision.Figure is { } figure
            && figure.EvaluatedOn >= ended.EffectiveFrom
            && figure.Period.Start < ended.EffectiveFrom));
    });

    [Fact]
    public void Clock_strikes_in_between_change_no_decision() => Check(history =>
        Play(history).ToHashSet().SetEquals(Play(history, strikes: true)));

    private static LocalDate End(IEnumerable<SanctionDecision> steps)
    {
        var all = steps.ToList();
        return all.Find(step => step.Kind == SanctionDecisionKind.CaseEnded)?.EffectiveFrom
            ?? all.Max(step => step.EffectiveUntil ?? step.EffectiveFrom);
    }

    private static List<SanctionDecision> Play((int Percent, int Exam)[] history, bool strikes = false)
    {
        var rule = Ladders.ReplyRate.InForce();
        var (standing, decisions) = (Standing.New, new List<SanctionDecision>());
        for (var i = 0; i < history.Length; i++)
        {
            var (day, (percent, exam)) = (FirstDay.PlusDays(i), history[i]);
            if (strikes)
            {
                Take(SanctionMachine.Move(standing, new DayReached(day)));
            }

            var (hits, units) = percent > 100 ? (0, 0) : (percent, 100);
            Take(SanctionCourse.Assess(standing, rule, Ladders.Figure(day, hits, units)));
            if (standing.Case is { } running && exam < 2)
            {
                SanctionTrigger taken = exam == 0 ? new ExamPassed(running.Id, day) : new ExamFailed(running.Id, day);
                Take(SanctionMachine.Move(standing, taken));
            }
        }

        return decisions;

        void Take(SanctionOutcome outcome)
        {
            standing = outcome.Standing;
            decisions.AddRange(outcome.Decisions);
        }
    }

    private static void Check(Func<(int Percent, int Exam)[], bool> holds) =>
        Prop.ForAll(Histories, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
