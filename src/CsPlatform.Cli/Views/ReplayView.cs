using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>A replay's report, as JSON and for people.</summary>
internal static class ReplayView
{
    public static object Of(ReplayReport report, IReadOnlyList<(string Path, string? Before, string? After)> differences) => new
    {
        report.Platform,
        report.DraftVersion,
        report.DraftHash,
        report.From,
        report.Until,
        report.LiveVersions,
        Differences = differences.Select(value => new { value.Path, value.Before, value.After }),
        Ladders = report.Ladders.Select(ladder => new
        {
            ladder.LadderId,
            ladder.SubjectId,
            ladder.NameZh,
            ladder.NameEn,
            Status = Wording.Word(ladder.Status),
            Why = Wording.OrNull(ladder.Why),
            ladder.Figures,
            ladder.Shops,
            Live = Of(ladder.Live),
            Draft = Of(ladder.Draft),
            ladder.NewlyHit,
            ladder.Freed,
            ladder.Harder,
            ladder.Milder,
        }),
        MostAffected = report.MostAffected.Select(shop => new { shop.ShopId, shop.LadderId, Live = Of(shop.Live), Draft = Of(shop.Draft) }),
        report.Assumptions,
        report.ReportHash,
    };

    public static void Show(Terminal terminal, ReplayReport report, IReadOnlyList<(string Path, string? Before, string? After)> differences)
    {
        terminal.Output.WriteLine(
            $"{report.Platform}: draft {report.DraftVersion} ({Wording.ShortHash(report.DraftHash)}) "
            + $"beside {string.Join(", ", report.LiveVersions)}, "
                + $"evaluated {report.From} to {report.Until}");
        foreach (var (path, old, now) in differences)
        {
            terminal.Output.WriteLine($"  {path}: {old ?? "(absent)"} → {now ?? "(absent)"}");
        }

        foreach (var ladder in report.Ladders)
        {
            if (ladder.Status == ReplayStatus.Replayed)
            {
                terminal.Answers.Write(TableOf(ladder));
                terminal.Output.WriteLine(
                    $"{Wording.Count(ladder.NewlyHit)} shops newly hit, {Wording.Count(ladder.Freed)} freed, {Wording.Count(ladder.Harder)} harder, "
                        + $"{Wording.Count(ladder.Milder)} milder, of {Wording.Count(ladder.Shops)} with {Wording.Count(ladder.Figures)} figures.");
            }
            else
            {
                terminal.Output.WriteLine($"{ladder.LadderId}: not replayed: {ladder.Why}.");
            }
        }

        if (report.MostAffected.Count > 0)
        {
            terminal.Answers.Write(Shops(report));
        }

        foreach (var assumption in report.Assumptions)
        {
            terminal.Output.WriteLine($"Assumed: {assumption}");
        }

        terminal.Output.WriteLine($"Report {report.ReportHash}");
    }

    private static object Of(ReplayTotals totals) => new
    {
        totals.Decisions,
        totals.Notices,
        totals.Tasks,
        totals.Restrictions,
        totals.RestrictedDays,
        totals.Fines,
        totals.FinesFen,
        totals.FinesWithoutSum,
        totals.Points,
        totals.Proposals,
    };

    private static Table TableOf(LadderReplay ladder)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape($"{ladder.NameZh} ({ladder.LadderId})")) };
        table.AddColumn("");
        foreach (var column in new[] { "in force", "draft", "more or less" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        Row("reminders and warnings", totals => totals.Notices);
        Row("courses and exams", totals => totals.Tasks);
        Row("restrictions", totals => totals.Restrictions);
        Row("days restricted", totals => totals.RestrictedDays);
        Row("fines", totals => totals.Fines);
        Row("fines, fen", totals => totals.FinesFen);
        Row("fines without a sum", totals => totals.FinesWithoutSum);
        Row("points", totals => totals.Points);
        Row("proposals", totals => totals.Proposals);
        return table;

        void Row(string what, Func<ReplayTotals, long> of)
        {
            var (live, draft) = (of(ladder.Live), of(ladder.Draft));
            if ((live, draft) != (0, 0))
            {
                table.AddRow(what, Wording.Count(live), Wording.Count(draft), (draft - live).ToString("+#,0;-#,0;0", null));
            }
        }
    }

    private static Table Shops(ReplayReport report)
    {
        var table = new Table { Title = new TableTitle("Shops for which most changes") };
        table.AddColumns("shop", "ladder", "decisions", "days restricted", "fines, fen");
        foreach (var shop in report.MostAffected)
        {
            table.AddRow(
                Markup.Escape(shop.ShopId), Markup.Escape(shop.LadderId), $"{shop.Live.Decisions} → {shop.Draft.Decisions}",
                $"{shop.Live.RestrictedDays} → {shop.Draft.RestrictedDays}", $"{shop.Live.FinesFen} → {shop.Draft.FinesFen}");
        }

        return table;
    }
}
