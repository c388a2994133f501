using System.Globalization;
using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>Compares every figure, charge and sanction course of the market with what the generator counted.</summary>
internal static class DemoComparison
{
    public static void Compare(DemoChecks checks, IReadOnlyDictionary<string, ShopExpectation> expected, DemoAnswers answers)
    {
        foreach (var shop in expected.Values)
        {
            Figures(checks, shop, answers);
            foreach (var statement in answers.Statements.Where(s => s.Shop == shop.Plan.Id))
            {
                Statement(checks, shop, statement);
            }

            Sanctions(checks, shop, [.. answers.Decisions.Where(d => d.Shop.ShopId == shop.Plan.Id)]);
        }

        foreach (var kind in new[]
        {
            DecisionKind.Reminded, DecisionKind.StudyAssigned, DecisionKind.ExamPassed, DecisionKind.ExamFailed,
            DecisionKind.TrafficLimited,
            DecisionKind.CaseEnded,
        })
        {
            checks.Same($"some decision of kind {kind}", answers.Decisions.Any(decision => decision.Kind == kind), true);
        }

        checks.Same(
            "decisions without a reason in both languages",
            answers.Decisions.Count(d => d.ReasonZh.Length == 0 || d.ReasonEn.Length == 0),
            0);
    }

    private static void Figures(DemoChecks checks, ShopExpectation shop, DemoAnswers answers)
    {
        var daily = Of(answers.Daily, shop).ToDictionary(f => Day(f.PeriodStart), f => (f.Numerator, f.Denominator));
        for (var day = Market.FirstDay; day <= Market.LastDay; day = day.AddDays(1))
        {
            checks.Same(
                $"{shop.Plan.Id}, day {day:yyyy-MM-dd}", daily.GetValueOrDefault(day), shop.Replies.GetValueOrDefault(day));
        }

        var windows = Of(answers.Windows, shop).ToDictionary(f => Day(f.EvaluatedOn), f => (f.Numerator, f.Denominator));
        for (var day = Market.FirstDay.AddDays(1); day <= Market.LastDay.AddDays(1); day = day.AddDays(1))
        {
            checks.Same($"{shop.Plan.Id}, T-7..T-1 at {day:yyyy-MM-dd}", windows.GetValueOrDefault(day), shop.WindowBefore(day));
        }

        var january = Of(answers.Dissatisfaction, shop).SingleOrDefault(f => f.PeriodStart == "2026-01-01");
        checks.Same(
            $"{shop.Plan.Id}, dissatisfaction 2026-01",
            (january?.Numerator ?? 0, january?.Denominator ?? 0),
            shop.Ratings.GetValueOrDefault("2026-01"));
    }

    private static void Statement(DemoChecks checks, ShopExpectation shop, StatementView statement)
    {
        var name = $"{shop.Plan.Id}, {statement.Month}";
        var got = new ExpectedMonth(
            statement.BroughtForwardFen, statement.ChargedFen, statement.SettledFen, statement.DeductedFen,
            statement.CarriedForwardFen);
        checks.Same($"money of {name}", got, shop.Month(statement.Month));
        foreach (var isTransfer in new[] { true, false })
        {
            foreach (var isHoliday in new[] { true, false })
            {
                var kind = isTransfer ? "hosted_transfer" : "hosted_consultation";
                var days = isHoliday ? "holiday" : "ordinary";
                checks.Same(
                    $"{kind} on {days} days of {name}",
                    statement.Lines.Where(line => line.Kind == kind && line.DayClass == days).Sum(line => line.Quantity),
                    shop.Charges.LongCount(c => c.IsTransfer == isTransfer && c.IsHoliday == isHoliday
                        && ShopExpectation.MonthOf(DateOnly.FromDateTime(c.At.DateTime)) == statement.Month));
            }
        }
    }

    private static void Sanctions(DemoChecks checks, ShopExpectation shop, Decision[] decisions)
    {
        var penalties = decisions.Where(d => d.QuotaMonth.Length > 0).OrderBy(d => d.EffectiveFrom, StringComparer.Ordinal)
            .ToArray();
        var first = penalties.FirstOrDefault();
        checks.Same($"first penalty of {shop.Plan.Id}", first is null ? null : Day(first.EffectiveFrom), shop.FirstBelow(50));
        if (first is not null)
        {
            var expected = shop.IsBelow(Day(first.EffectiveFrom), 30) ? DecisionKind.TrafficLimited : DecisionKind.StudyAssigned;
            checks.Same($"kind of the first penalty of {shop.Plan.Id}", first.Kind, expected);
        }
        else
        {
            var reminded = decisions.Where(d => d.Kind == DecisionKind.Reminded).Select(d => Day(d.EffectiveFrom)).Order()
                .ToArray();
            var due = Enumerable.Range(1, Market.LastDay.DayNumber - Market.FirstDay.DayNumber + 1)
                .Select(offset => Market.FirstDay.AddDays(offset)).Where(day => shop.IsBelow(day, 80)).ToArray();
            checks.Same($"days of reminders of {shop.Plan.Id}", Days(reminded), Days(due));
        }

        checks.Same(
            $"months with more than one penalty of {shop.Plan.Id}",
            penalties.GroupBy(d => d.QuotaMonth).Count(month => month.Count() > 1),
            0);
        Courses(checks, shop, decisions);
    }

    private static void Courses(DemoChecks checks, ShopExpectation shop, Decision[] decisions)
    {
        DecisionKind[]? course = shop.Plan.Id switch
        {
            Market.Diligent => [DecisionKind.StudyAssigned, DecisionKind.ExamPassed, DecisionKind.CaseEnded],
            Market.Careless =>
                [DecisionKind.StudyAssigned, DecisionKind.ExamFailed, DecisionKind.TrafficLimited, DecisionKind.CaseEnded],
            Market.Worst => [DecisionKind.TrafficLimited, DecisionKind.CaseEnded],
            _ => null,
        };
        if (course is not null)
        {
            var firstCase = decisions.FirstOrDefault(d => d.CaseId.Length > 0)?.CaseId;
            var kinds = decisions.Where(d => d.CaseId == firstCase && d.CaseId.Length > 0).Select(d => d.Kind);
            checks.Same($"course of the first case of {shop.Plan.Id}", string.Join(", ", kinds), string.Join(", ", course));
        }
    }

    private static IEnumerable<Figure> Of(IEnumerable<Figure> figures, ShopExpectation shop) =>
        figures.Where(f => f.Shop.ShopId == shop.Plan.Id);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(IEnumerable<DateOnly> days) => string.Join(' ', days.Select(day => $"{day:yyyy-MM-dd}"));
}
