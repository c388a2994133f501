using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Tests.Scenarios;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>What holds for every shipped ladder and every history of figures, incidents, exams and answers.</summary>
[Trait("kind", "property")]
public class LadderProperties
{
    private static readonly LocalDate FirstDay = new(2023, 1, 1);

    private static readonly LadderInForce[] Shipped =
    [
        .. ScenarioRow.Catalogue.Platforms.SelectMany(platform => ScenarioRow.Catalogue.Versions(platform))
            .SelectMany(rulebook => rulebook.Ladders.Select(ladder => LadderInForce.FindById(rulebook, ladder.Id)!)),
    ];

    // A ladder, and per day: what happens (0-9), and how well (0-120 of 100; above 100 = no data).
    private static readonly Arbitrary<(int Ladder, (int What, int Percent)[] Days)> Histories =
        (from ladder in Gen.Choose(0, Shipped.Length - 1)
         from days in (from what in Gen.Choose(0, 9) from percent in Gen.Choose(0, 120) select (what, percent)).ArrayOf(90)
         select (ladder, days)).ToArbitrary();

    [Fact]
    public void A_replay_gives_the_same_decisions_with_the_same_words() => Check((rule, days) =>
    {
        var (first, second) = (Play(rule, days), Play(rule, days));
        return first.Decisions.Select(Words).SequenceEqual(second.Decisions.Select(Words));
    });

    [Fact]
    public void Ids_of_decisions_are_unique() => Check((rule, days) =>
        Play(rule, days).Decisions is var all && all.Select(decision => decision.Id).Distinct().Count() == all.Count);

    [Fact]
    public void Every_case_ends_once_its_days_have_passed_the_merchant_acts_and_the_figure_recovers() => Check((rule, days) =>
    {
        var standing = Play(rule, days).Standing;
        var after = FirstDay.PlusDays(days.Length + 800);
        standing = SanctionMachine.Move(standing, new DayReached(after)).Standing;
        if (standing.State is Limited { Open: { } open } limited)
        {
            SanctionTrigger lifts = open.UntilMerchantActs
                ? new MerchantActed(limited.Case.Id, after)
                : new FigureJudged(rule, Figure(rule, after, 100), new Judgement(null, null, SanctionHold.NothingMissed));
            standing = SanctionMachine.Move(standing, lifts).Standing;
        }

        return standing.State is Assessed or Removed;
    });

    [Fact]
    public void Nothing_irreversible_happens_without_a_person() => Check((rule, days) =>
        Play(rule, [.. days.Select(day => day with { What = day.What == 9 ? 0 : day.What })]).Standing.State is not Removed);

    [Fact]
    public void The_quota_of_a_month_is_never_exceeded() => Check((rule, days) =>
        rule.Ladder.PenaltiesPerMonth is not { } quota
        || Play(rule, days).Decisions.Where(d => d.QuotaMonth is not null).GroupBy(d => d.QuotaMonth).All(month => month.Count() <= quota));

    private static string Words(SanctionDecision decision) =>
        $"{decision.Id} {decision.EffectiveUntil} {SanctionReasonsZh.Of(decision)} {SanctionReasonsEn.Of(decision)}";

    private static (Standing Standing, List<SanctionDecision> Decisions) Play(LadderInForce rule, (int What, int Percent)[] days)
    {
        var (standing, decisions) = (Standing.New, new List<SanctionDecision>());
        for (var i = 0; i < days.Length; i++)
        {
            var outcome = Happen(standing, rule, FirstDay.PlusDays(i), days[i], i);
            standing = outcome.Standing;
            decisions.AddRange(outcome.Decisions);
        }

        return (standing, decisions);
    }

    private static SanctionOutcome Happen(Standing standing, LadderInForce rule, LocalDate day, (int What, int Percent) event_, int i) =>
        (event_.What, standing) switch
        {
            (7, { Case: { } running }) => SanctionMachine.Move(standing, new ExamPassed(running.Id, day)),
            (8, { Case: { } running }) => SanctionMachine.Move(standing, new MerchantActed(running.Id, day)),
            (9, { Proposals: [var proposal, ..] }) =>
                SanctionMachine.Move(standing, new ProposalAnswered(proposal.DecisionId, event_.Percent % 2 == 0, day)),
            _ when rule.Ladder.Subject is IncidentSubject incidents => SanctionCourse.Assess(
                standing, rule, new UpheldIncident($"i-{i}", incidents.Grades[event_.Percent % incidents.Grades.Count].Key, day)),
            _ => SanctionCourse.Assess(standing, rule, Figure(rule, day, event_.Percent)),
        };

    private static AssessedFigure Figure(LadderInForce rule, LocalDate day, int percent)
    {
        var value = percent > 100 ? default : rule.Ladder.Subject is ScoreSubject ? new Rate(percent, 20) : new Rate(percent * 5L, 500);
        var period = Period.TrailingDays(day, 1);
        return rule.Ladder.Subject is RequirementSubject set
            ? RequirementSets.Judge(set, period, day, set.Requirements.ToDictionary(r => r.Figure.Id, _ => value))
            : new AssessedFigure(period, day, value, 1);
    }

    private static void Check(Func<LadderInForce, (int What, int Percent)[], bool> holds) => Prop.ForAll(
        Histories, history => holds(Shipped[history.Ladder], history.Days)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
