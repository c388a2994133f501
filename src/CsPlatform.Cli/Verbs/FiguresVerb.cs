using System.CommandLine;
using System.Globalization;
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
    private static readonly Option<string> ValidAt =
        Ask.Day("--valid-at", "Of each shop only the last figure that was evaluated on that day or before.", required: false);

    private static readonly Option<DateTimeOffset?> KnownAt = Ask.KnownAt();

    public static Command Build(VerbFactory verbs)
    {
        var figures = verbs.Verb(
            "figures",
            "Lists a metric's closed figures as they are, or as they were known.",
            [Platform, Metric, Shop, Daily, From, Until, ValidAt, KnownAt],
            RunAsync);
        figures.Validators.Add(result =>
        {
            if (result.GetResult(ValidAt) is not null && (result.GetResult(From) ?? result.GetResult(Until)) is not null)
            {
                result.AddError("--valid-at goes without --from and --until.");
            }
        });
        return figures;
    }

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
                EvaluatedUntil = run.Parse.GetValue(ValidAt) is { } last ? DayAfter(last) : run.Parse.GetValue(Until) ?? "",
                KnownAt = Ask.Instant(run.Parse.GetValue(KnownAt)),
            };
            var found = await AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
            // They come in the order of shop and day.
            var meant = run.Parse.GetValue(ValidAt) is null ? found : found.GroupBy(figure => figure.Shop.ShopId).Select(shop => shop.Last());
            figures.AddRange(meant.Select(FigureView.Of));
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

    private static string DayAfter(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Show(Terminal terminal, List<FigureView> figures)
    {
        var table = new Table().AddColumns("shop", "evaluated on", "period", "rate", "hits", "units", "standing", "rulebook", "revision");
        foreach (var figure in figures)
        {
            table.AddRow(
                Markup.Escape(figure.Shop),
                figure.EvaluatedOn,
                figure.Day ?? $"{figure.PeriodStart} until {figure.PeriodEnd}",
                Wording.Rate(figure.Numerator, figure.Denominator),
                Wording.Count(figure.Numerator),
                Wording.Count(figure.Denominator),
                Markup.Escape(figure.StandingReason is null ? figure.Standing ?? "-" : $"{figure.Standing}: {figure.StandingReason}"),
                Wording.Citation(figure.RulebookVersion, figure.RulebookHash),
                figure.Reason is null ? $"{figure.Revision}" : Markup.Escape($"{figure.Revision}: {figure.Reason}"));
        }

        terminal.Answers.Write(table);
        terminal.Note($"{Wording.Count(figures.Count)} figures.");
    }
}
