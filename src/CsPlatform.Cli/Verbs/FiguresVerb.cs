using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Metrics.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Lists figures.</summary>
internal static class FiguresVerb
{
    private const int PageSize = 5_000;
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> Metric = new("--metric")
    {
        Description = "The metric, such as xhs.reply_rate_3min.",
        HelpName = "M",
        Required = true,
    };
    private static readonly Option<string> Shop = Ask.Shop(required: false);
    private static readonly Option<bool> Daily =
        new("--daily") { Description = "Each day's own figure instead of the metric's window or month." };
    private static readonly Option<string> From = Ask.Day("--from", "First day of evaluation.", required: false);
    private static readonly Option<string> Until = Ask.Day("--until", "Day of evaluation to stop before.", required: false);

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "figures",
        "Lists a metric's closed figures in their latest revision.",
        [Platform, Metric, Shop, Daily, From, Until],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        PeriodKind[] kinds = run.Parse.GetValue(Daily)
            ? [PeriodKind.Day]
            : [PeriodKind.TrailingDays, PeriodKind.NaturalWeek, PeriodKind.NaturalMonth];
        var figures = new List<FigureView>();
        foreach (var kind in kinds)
        {
            var request = new ListFiguresRequest
            {
                Platform = run.Parse.GetRequiredValue(Platform),
                MetricId = run.Parse.GetRequiredValue(Metric),
                ShopId = run.Parse.GetValue(Shop) ?? "",
                PeriodKind = kind,
                EvaluatedFrom = run.Parse.GetValue(From) ?? "",
                EvaluatedUntil = run.Parse.GetValue(Until) ?? "",
            };
            figures.AddRange(
                (await AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false)).Select(FigureView.Of));
        }

        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, figures);
        }
        else
        {
            Show(run.Terminal, figures);
        }

        return ExitStatus.Done;
    }

    /// <summary>Every page of a listing.</summary>
    public static async Task<List<Figure>> AllAsync(Services services, ListFiguresRequest request, CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        request.PageSize = PageSize;
        do
        {
            var page = await services.Metrics.ListFiguresAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            figures.AddRange(page.Figures);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return figures;
    }

    private static void Show(Terminal terminal, List<FigureView> figures)
    {
        var table = new Table().AddColumns("shop", "evaluated on", "period", "rate", "hits", "units", "rulebook", "revision");
        foreach (var figure in figures)
        {
            table.AddRow(
                Markup.Escape(figure.Shop),
                figure.EvaluatedOn,
                figure.Day ?? $"{figure.PeriodStart} until {figure.PeriodEnd}",
                Wording.Rate(figure.Numerator, figure.Denominator),
                Wording.Count(figure.Numerator),
                Wording.Count(figure.Denominator),
                Wording.Citation(figure.RulebookVersion, figure.RulebookHash),
                figure.Reason is null ? $"{figure.Revision}" : Markup.Escape($"{figure.Revision}: {figure.Reason}"));
        }

        terminal.Answers.Write(table);
        terminal.Note($"{Wording.Count(figures.Count)} figures.");
    }
}
