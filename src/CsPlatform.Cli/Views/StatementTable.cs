using CsPlatform.Cli.Output;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>A statement as a table for people; amounts in yuan.</summary>
internal static class StatementTable
{
    public static Table Of(StatementView statement)
    {
        var title = $"{statement.Platform}/{statement.Shop}, {statement.Month} (yuan)";
        var table = new Table { Title = new TableTitle(Markup.Escape(title)) };
        table.AddColumns("what", "days", "tariff");
        foreach (var column in new[] { "quantity", "unit price", "amount" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var line in statement.Lines)
        {
            table.AddRow(
                line.Kind, line.DayClass, Markup.Escape(line.TariffVersion), Wording.Count(line.Quantity),
                Wording.Yuan(line.UnitPriceFen),
                Wording.Yuan(line.AmountFen));
        }

        foreach (var usage in statement.Uncharged)
        {
            table.AddRow(Markup.Escape($"not charged: {usage.Explanation}"), "", "", Wording.Count(usage.Quantity), "", "");
        }

        AddFines(table, statement);
        Total(table, "charged", statement.ChargedFen);
        Total(table, "brought forward", statement.BroughtForwardFen);
        foreach (var taken in statement.Deductions)
        {
            var of =
                $"deducted from settlement {taken.SettlementId} of {Wording.Yuan(taken.SettledFen)}, {taken.OccurredAt?[..10]}";
            Total(table, of, -taken.DeductedFen);
        }

        Total(table, "carried forward", statement.CarriedForwardFen);
        return table;
    }

    private static void AddFines(Table table, StatementView statement)
    {
        foreach (var fine in statement.Fines)
        {
            var what = fine.Reverses.Length > 0 ? $"taken back ({fine.TraceId})" : fine.Owed ? "fine" : "fine, due and not taken";
            table.AddRow(
                Markup.Escape($"{what}: {fine.RuleId}"), fine.OccurredAt?[..10] ?? "", Markup.Escape(fine.DecisionId), "", "",
                Wording.Yuan(fine.AmountFen));
        }

        foreach (var fine in statement.FinesNotEnforced)
        {
            table.AddRow(Markup.Escape($"not enforced: {fine.RuleId}: {fine.Explanation}"), "", Markup.Escape(fine.DecisionId), "", "", "");
        }

        if (statement.UnfundedFen != 0)
        {
            Total(table, "due without a source of money, in no other sum", statement.UnfundedFen);
        }
    }

    private static void Total(Table table, string name, long fen) =>
        table.AddRow(Markup.Escape(name), "", "", "", "", Wording.Yuan(fen));
}
