using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CsPlatform.Cli.Views;

/// <summary>A board for people. Widths are those of the terminal, where a Chinese character takes two columns.</summary>
internal static class BoardScreen
{
    private const int BarWidth = 10;

    /// <summary>The board, with what is wrong at the moment, if anything is.</summary>
    public static Rows Of(LiveBoard board, string? trouble = null)
    {
        var rows = new List<IRenderable> { Head(board) };
        if (trouble is not null)
        {
            rows.Add(new Markup($"[red]{Markup.Escape(trouble)}[/]"));
        }

        rows.AddRange(board.Warnings.Select(warning =>
            new Markup($"[yellow]! {Markup.Escape(warning.TextZh)}[/] {Markup.Escape($"{warning.TextEn} ({warning.Citation?.RuleId})")}")));
        rows.Add(Figures(board));
        if (board.Headrooms.Count > 0)
        {
            rows.Add(Headrooms(board));
        }

        rows.Add(Open(board));
        if (board.Agents.Count > 0)
        {
            rows.Add(Agents(board));
        }

        return new Rows(rows);
    }

    private static Markup Head(LiveBoard board)
    {
        var age = board.ReadAt.ToDateTimeOffset() - board.CountedAt.ToDateTimeOffset();
        var source = board.Source == BoardSource.Cache ? "Redis" : "Postgres";
        return new Markup(
            $"[bold]{Markup.Escape($"{board.Shop.Platform}/{board.Shop.ShopId}")}[/]  {board.Day}  "
            + $"counted {age.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s ago, from {source}");
    }

    private static Table Figures(LiveBoard board)
    {
        var table = Table("figure", "today", "", "units", "window", "units", "from");
        foreach (var figure in board.Figures.Where(figure => figure.Denominator > 0 || figure.WindowDenominator > 0))
        {
            table.AddRow(
                Markup.Escape(figure.MetricZh),
                Value(figure.IsShare, figure.Numerator, figure.Denominator),
                figure.IsShare ? Bar(figure.Numerator, figure.Denominator) : "",
                $"{Wording.Count(figure.Numerator)}/{Wording.Count(figure.Denominator)}",
                Value(figure.IsShare, figure.WindowNumerator, figure.WindowDenominator),
                $"{Wording.Count(figure.WindowNumerator)}/{Wording.Count(figure.WindowDenominator)}",
                figure.WindowStart.Length > 5 ? figure.WindowStart[5..] : figure.WindowStart);
        }

        return table;
    }

    private static Table Headrooms(LiveBoard board)
    {
        var table = Table("limit", "room before it", "then");
        foreach (var headroom in board.Headrooms)
        {
            var colour = headroom.Side switch { HeadroomSide.Missed => "red", HeadroomSide.Kept => "green", _ => "grey" };
            table.AddRow(
                Markup.Escape(headroom.MetricZh),
                $"[{colour}]{Markup.Escape(HeadroomText.Of(headroom))}[/]",
                Markup.Escape(headroom.StepZh));
        }

        return table;
    }

    private static Table Open(LiveBoard board)
    {
        var table = Table($"open: {Wording.Count(board.OpenTotal)}", "what", "with", "rule", "due");
        foreach (var clock in board.Open)
        {
            var left = clock.DueAt.ToDateTimeOffset() - board.ReadAt.ToDateTimeOffset();
            var colour = left < TimeSpan.Zero ? "red" : clock.Stage == ClockStage.Warning ? "yellow" : "default";
            table.AddRow(
                $"[{colour}]{Markup.Escape(Left(left))}[/]",
                Markup.Escape(clock.SubjectId),
                Markup.Escape(clock.AgentId.Length == 0 ? "-" : clock.AgentId),
                Markup.Escape(clock.RuleId),
                Wording.At(clock.DueAt) ?? "-");
        }

        return table;
    }

    private static Table Agents(LiveBoard board)
    {
        var table = Table("sub-account", "open", "today");
        foreach (var agent in board.Agents)
        {
            var figures = agent.Figures.Select(figure =>
                $"{figure.MetricZh} {Value(figure.IsShare, figure.Numerator, figure.Denominator)} ({figure.Numerator}/{figure.Denominator})");
            table.AddRow(Markup.Escape(agent.AgentId), Wording.Count(agent.OpenTurns), Markup.Escape(string.Join(", ", figures)));
        }

        return table;
    }

    private static Table Table(params string[] columns) =>
        new Table().Border(TableBorder.Simple).AddColumns(
            [.. columns.Select(column => new TableColumn(Markup.Escape(column)) { Padding = new Padding(0, 0, 1, 0) })]);

    private static string Value(bool isShare, long numerator, long denominator) =>
        isShare ? Wording.Rate(numerator, denominator) : MeanText.Of(numerator, denominator);

    private static string Bar(long numerator, long denominator)
    {
        var full = denominator == 0 ? 0 : (int)((Int128)numerator * BarWidth / denominator);
        return new string('█', full) + new string('░', BarWidth - full);
    }

    private static string Left(TimeSpan left)
    {
        var seconds = (long)Math.Floor(Math.Abs(left.TotalSeconds));
        var text = seconds >= 3600 ? $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}" : $"{seconds / 60}:{seconds % 60:00}";
        return left < TimeSpan.Zero ? $"{text} over" : $"{text} left";
    }
}
