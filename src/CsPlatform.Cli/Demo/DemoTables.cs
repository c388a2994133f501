using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Demo;

/// <summary>The demo's end: figures, sanctions with their reasons, a statement.</summary>
internal static class DemoTables
{
    public static void Show(Terminal terminal, MarketMaker market, DemoAnswers answers)
    {
        terminal.Answers.Write(Figures(market, answers));
        terminal.Answers.WriteLine();
        var steps = answers.Decisions.Where(decision => decision.Kind != DecisionKind.Reminded);
        terminal.Answers.Write(DecisionTable.Of(steps).Title("Sanctions (reminders below)"));
        terminal.Answers.Write(Reminders(answers));
        terminal.Answers.Write(DecisionTable.Rules(answers.Decisions));
        terminal.Answers.WriteLine();
        terminal.Answers.Write(StatementTable.Of(answers.Statements.Last(statement => statement.Shop == Market.Short)));
    }

    private static Table Figures(MarketMaker market, DemoAnswers answers)
    {
        var title = $"3分钟回复率, {Market.FirstDay:yyyy-MM-dd} to {Market.LastDay:yyyy-MM-dd}";
        var steps = market.Rules.Steps.Select(step => $"{step.Name.Split('；')[0]} below {Wording.Rate(step.BelowHundredths, 10_000)}");
        var table = new Table
        {
            Title = new TableTitle(title),
            Caption = new TableTitle(Markup.Escape($"Rulebook {market.Rules.Citation}: {string.Join(", ", steps)}")),
        };
        table.AddColumns(
            "shop", "course", $"T-{market.Rules.WindowDays}..T-1, each third day", "last", "dissatisfied, January", "charged (yuan)",
            "still owed", "rulebook");
        foreach (var shop in market.Expected.Values)
        {
            var id = shop.Plan.Id;
            var windows = answers.Windows.Where(f => f.Shop.ShopId == id).OrderBy(f => f.EvaluatedOn, StringComparer.Ordinal)
                .ToArray();
            var trend = windows.Where((_, index) => index % 3 == 2).Select(f => (f.Numerator, f.Denominator));
            var january = answers.Dissatisfaction.FirstOrDefault(f => f.Shop.ShopId == id);
            var statements = answers.Statements.Where(statement => statement.Shop == id).ToArray();
            table.AddRow(
                id,
                shop.Plan.Story,
                Sparkline.Of(trend),
                windows.Length == 0 ? "-" : Wording.Rate(windows[^1].Numerator, windows[^1].Denominator),
                january is null ? "-" : Wording.Rate(january.Numerator, january.Denominator),
                Wording.Yuan(statements.Sum(statement => statement.ChargedFen)),
                Wording.Yuan(statements[^1].CarriedForwardFen),
                windows.Length == 0 ? "-" : Wording.Citation(windows[^1].Citation));
        }

        return table;
    }

    private static Table Reminders(DemoAnswers answers)
    {
        var table = new Table { Title = new TableTitle("Reminders (友情提示)") };
        table.AddColumns("shop", "times", "first", "last", "first reason");
        var reminders = answers.Decisions.Where(decision => decision.Kind == DecisionKind.Reminded);
        foreach (var shop in reminders.GroupBy(decision => decision.Shop.ShopId))
        {
            var (first, last) = (shop.First(), shop.Last());
            table.AddRow(
                shop.Key,
                $"{shop.Count()}",
                first.EffectiveFrom,
                last.EffectiveFrom,
                Markup.Escape($"{first.ReasonEn}\n{first.ReasonZh}".Trim()));
        }

        return table;
    }
}
