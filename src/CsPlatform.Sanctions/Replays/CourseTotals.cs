using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Sanctions.Replays;

/// <summary>Plays one shop's course in one subject and counts what it comes to.</summary>
internal static class CourseTotals
{
    /// <summary>The totals.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="figures">Its figures in the order of their days, each with the ladder that judges it; null = none does.</param>
    /// <param name="rulebooks">The rulebooks behind the ladders, by hash.</param>
    /// <param name="until">The last day, inclusive.</param>
    public static SideTotals Of(
        ShopKey shop,
        IEnumerable<(LadderInForce? Rule, AssessedFigure Figure)> figures,
        IReadOnlyDictionary<string, Rulebook> rulebooks,
        LocalDate until)
    {
        var (standing, taken) = (Standing.New, new List<SanctionDecision>());
        foreach (var (rule, figure) in figures)
        {
            if (rule is not null)
            {
                var outcome = SanctionCourse.Assess(standing, rule, figure);
                standing = outcome.Standing;
                taken.AddRange(outcome.Decisions);
            }
        }

        if (standing.Until <= until)
        {
            taken.AddRange(SanctionMachine.Move(standing, new DayReached(until)).Decisions);
        }

        return taken.Count == 0 ? default : Count(shop, taken, rulebooks, until);
    }

    private static SideTotals Count(
        ShopKey shop, List<SanctionDecision> taken, IReadOnlyDictionary<string, Rulebook> rulebooks, LocalDate until)
    {
        var due = new HashSet<DueKey>();
        var totals = new SideTotals { RestrictedDays = RestrictedDays(taken, until) };
        foreach (var decision in taken)
        {
            totals += decision.Action switch
            {
                NoticeAction => new SideTotals { Notices = 1 },
                TaskAction => new SideTotals { Tasks = 1 },
                RestrictionAction => new SideTotals { Restrictions = 1 },
                PointsAction points => new SideTotals { PointDecisions = 1, Points = points.Count ?? 0 },
                ProposalAction => new SideTotals { Proposals = 1 },
                FineAction fine => Fine(shop, decision, fine, rulebooks[decision.Citation.RulebookHash], due),
                _ => default,
            };
        }

        return totals;
    }

    private static SideTotals Fine(ShopKey shop, SanctionDecision decision, FineAction fine, Rulebook rulebook, HashSet<DueKey> due)
    {
        var rule = rulebook.Amounts.FirstOrDefault(amount => amount.Head.Id == fine.AmountId);
        if (rule is not null && decision.Figure is { } figure)
        {
            var facts = new AmountFacts(
                shop, decision.CaseId ?? decision.Id, figure.Period.End.PlusDays(-1), ChinaTime.StartOf(decision.EffectiveFrom))
            {
                Score = Fraction.Of(figure.Rate),
            };
            switch (AmountDecision.Of(rule, decision.Citation, facts, due))
            {
                case AmountDue sum:
                    due.Add(sum.Key);
                    return new SideTotals { Fines = 1, FinesFen = sum.Value.Amount };
                case AmountNotEnforced { Reason: AmountReason.DueBefore }:
                    return default;
            }
        }

        return new SideTotals { Fines = 1, FinesWithoutSum = 1 };
    }

    // A day on which two restrictions run is one day.
    private static long RestrictedDays(List<SanctionDecision> taken, LocalDate until)
    {
        var days = new HashSet<LocalDate>();
        foreach (var decision in taken.Where(decision => decision.Action is RestrictionAction))
        {
            var ended = taken.Find(end => end.Kind == SanctionDecisionKind.CaseEnded && end.CaseId == decision.CaseId)?.EffectiveFrom;
            var end = decision.EffectiveUntil ?? ended ?? until.PlusDays(1);
            for (var day = decision.EffectiveFrom; day < end && day <= until; day = day.PlusDays(1))
            {
                days.Add(day);
            }
        }

        return days.Count;
    }
}
