using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>Compares every figure, charge and sanction course of the market with what the generator counted.</summary>
internal static class DemoComparison
{
    public static void Compare(DemoChecks checks, MarketMaker market, DemoAnswers answers)
    {
        var cited = answers.Windows.Concat(answers.Daily).Concat(answers.Dissatisfaction)
            .Select(figure => $"{figure.Citation?.RulebookVersion} {figure.Citation?.RulebookHash}").Distinct().ToArray();
        var rulebook = market.Rules.Rulebook;
        checks.Same("rulebook that the figures cite", string.Join(", ", cited), $"{rulebook.Version:R} {rulebook.Hash}");
        foreach (var shop in market.Expected.Values)
        {
            Figures(checks, shop, answers);
            foreach (var statement in answers.Statements.Where(s => s.Shop == shop.Plan.Id))
            {
                Statement(checks, shop, statement);
            }

            Sanctions(checks, shop, [.. answers.Decisions.Where(d => d.Shop.ShopId == shop.Plan.Id)]);
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
        foreach (var day in Market.Evaluations)
        {
            checks.Same($"{shop.Plan.Id}, window at {day:yyyy-MM-dd}", windows.GetValueOrDefault(day), shop.WindowBefore(day));
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
        if (shop.FirstPenalty() is { } first)
        {
            var caseId = penalties.FirstOrDefault()?.CaseId;
            var course = decisions.Where(d => d.CaseId == caseId && d.CaseId.Length > 0)
                .Select(d => $"{Wording.Word(d.Kind)} {d.EffectiveFrom}");
            checks.Same(
                $"course of the first case of {shop.Plan.Id}",
                string.Join(", ", course),
                string.Join(", ", DemoCourse.Of(shop, first.Day, first.Step)));
        }
        else
        {
            checks.Same($"penalties of {shop.Plan.Id}", penalties.Length, 0);
            var reminded = decisions.Where(d => d.Kind == DecisionKind.Reminded).Select(d => Day(d.EffectiveFrom)).Order();
            checks.Same(
                $"days of reminders of {shop.Plan.Id}",
                Days(reminded),
                Days(Market.Evaluations.Where(day => shop.MissedOn(day) is not null)));
        }

        checks.Same(
            $"months with more than {shop.Rules.PenaltiesPerMonth} penalties of {shop.Plan.Id}",
            penalties.GroupBy(d => d.QuotaMonth).Count(month => month.Count() > shop.Rules.PenaltiesPerMonth),
            0);
    }

    private static IEnumerable<Figure> Of(IEnumerable<Figure> figures, ShopExpectation shop) =>
        figures.Where(f => f.Shop.ShopId == shop.Plan.Id);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(IEnumerable<DateOnly> days) => string.Join(' ', days.Select(day => $"{day:yyyy-MM-dd}"));
}
