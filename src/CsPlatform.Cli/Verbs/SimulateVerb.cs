using System.CommandLine;
using System.Globalization;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Rules;
using CsPlatform.Cli.Simulating;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Drives the whole stack through simulated days.</summary>
internal static class SimulateVerb
{
    private const int MostDays = 366;
    private const int MostShops = 100_000;
    private const int MostMessages = 1_000_000;

    private static readonly Option<int> Days = Number("--days", "How many days.", 30, MostDays);
    private static readonly Option<int> Shops = Number("--shops", "How many shops, of very different size.", 1_000, MostShops);
    private static readonly Option<int> Messages =
        Number("--messages-per-shop", "Messages of a shop over all days, on average.", 200, MostMessages);

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Where chance starts: the same seed makes the same events.", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string[]> Platforms = new("--platform")
    {
        Description = "A platform to simulate; may be given several times [default: every one that measures replies].",
        HelpName = "P",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> From =
        Ask.Day("--from", "The first day [default: so that the last one is the last that has ended].", required: false);

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "simulate",
        "Sends a simulated market through the stack, day by day, closes each day, and prints throughput and the sums of the figures. Run again with "
            + "the same options it changes nothing and prints the same sums; ./cs verify simulation recounts them.",
        [Days, Shops, Seed, Messages, Platforms, From, RulebookSource.Folder],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var catalogue = RulebookSource.Load(run.Parse);
        var simulation = Asked(run.Parse, catalogue);
        var simulated = new SimulationRun(run, simulation);
        var report = run.ShowsProgress
            ? await WithBarAsync(run, simulated, simulation.Days).ConfigureAwait(false)
            : await simulated.RunAsync().ConfigureAwait(false);
        var sums = await FigureSums.ListAsync(run.Services, catalogue, simulation, run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { Simulation = report, Figures = sums.All.Select(SumView.Of) });
        }
        else
        {
            Show(run.Terminal, report, sums);
        }

        return ExitStatus.Done;
    }

    private static Simulation Asked(ParseResult parse, RulebookCatalogue catalogue)
    {
        var days = parse.GetValue(Days);
        var today = ShopDay.DayOf(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var from = parse.GetValue(From) is { } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : today.AddDays(-days);
        if (from.AddDays(days) > today)
        {
            throw new CliException(
                $"{days} days from {from:yyyy-MM-dd} have not ended yet; today is {today:yyyy-MM-dd} in China Standard Time.\n"
                + $"Next: simulate from {today.AddDays(-days):yyyy-MM-dd} at the latest.");
        }

        return new Simulation(
            parse.GetValue(Seed), from, days, parse.GetValue(Shops), PlatformsOf(parse, catalogue, from), parse.GetValue(Messages));
    }

    private static List<string> PlatformsOf(ParseResult parse, RulebookCatalogue catalogue, DateOnly from)
    {
        var able = catalogue.Platforms.Where(Measures).ToList();
        var asked = parse.GetValue(Platforms) is { Length: > 0 } named ? [.. named.Distinct().Order(StringComparer.Ordinal)] : able;
        if (asked.Except(able).FirstOrDefault() is { } unable)
        {
            throw new CliException(
                $"No rulebook of {unable} measures replies on {from:yyyy-MM-dd}.\nNext: name any of {string.Join(", ", able)}.");
        }

        return asked.Count > 0 ? asked : throw new CliException(
            $"No rulebook measures replies on {from:yyyy-MM-dd}.\nNext: simulate a later month (--from).");

        bool Measures(string platform) =>
            catalogue.Find(platform, LocalDate.FromDateOnly(from))?.Metrics.Any(metric => metric.Formula is ReplyFormula) == true;
    }

    private static async Task<SimulationReport> WithBarAsync(VerbRun run, SimulationRun simulated, int days)
    {
        var progress = run.Terminal.Notes.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            var bar = context.AddTask("simulating", maxValue: days);
            simulated.OnDay = done =>
            {
                bar.Value = done;
                bar.Description = $"{done} of {days} days";
            };
            return simulated.RunAsync();
        }).ConfigureAwait(false);
    }

    private static void Show(Terminal terminal, SimulationReport report, FigureSums sums)
    {
        var table = new Table().AddColumns("platform", "metric", "period", "figures", "numerators", "denominators");
        foreach (var (of, sum) in sums.All)
        {
            table.AddRow(
                of.Platform, of.MetricId, Wording.Word(of.Kind), Wording.Count(sum.Figures), Wording.Count(sum.Numerator),
                Wording.Count(sum.Denominator));
        }

        terminal.Answers.Write(table);
        terminal.Output.WriteLine(
            $"{report.Name}: {Wording.Count(report.Events)} events of {Wording.Count(report.Shops)} shops on {report.Platforms.Count} platforms, "
            + $"{report.Days} days from {report.From:yyyy-MM-dd}; {Wording.Count(report.Accepted)} stored now, "
            + $"{Wording.Count(report.Duplicate)} by an earlier run.");
        terminal.Output.WriteLine(
            $"{Seconds(report.TookMillis)} s in all: {Wording.Count(report.EventsPerSecond)} events/s and "
            + $"{Wording.Count(report.DaysPerMinute)} days/min; {Seconds(report.SendingMillis)} s until all were acknowledged, "
            + $"{Seconds(report.ClosingMillis)} s until they were counted and their days closed. "
            + $"{Wording.Count(report.FiguresClosed)} figures closed.");
    }

    private static string Seconds(long millis) => $"{Wording.Count(millis / 1_000)}.{millis % 1_000 / 100}";

    private static Option<int> Number(string name, string description, int usual, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < 1 || value > most))
            {
                result.AddError($"{name} takes a whole number from 1 to {Wording.Count(most)}.");
            }
        });
        return option;
    }
}
