using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Seals months of a platform and lists those that are.</summary>
internal static class IngestSeal
{
    private static readonly Argument<string> Platform = new("PLATFORM") { Description = "The platform, such as xiaohongshu." };
    private static readonly Argument<string> Month = new("YYYY-MM") { Description = "A natural month (China Standard Time) that has ended." };

    private static readonly Option<string> OnlyPlatform = new("--platform") { Description = "Only this platform.", HelpName = "P" };

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "seal",
        "Seals a month for ever: events that occurred in it are rejected from then on. The same month again changes nothing.",
        [Platform, Month],
        SealAsync);

    public static Command BuildList(VerbFactory verbs)
        => verbs.Verb("seals", "Lists the months that are sealed.", [OnlyPlatform], ListAsync);

    private static async Task<int> SealAsync(VerbRun run)
    {
        var request = new SealMonthRequest
        {
            Platform = run.Parse.GetRequiredValue(Platform),
            Month = run.Parse.GetRequiredValue(Month),
        };
        var answer = await run.Services.Ingestion.SealMonthAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, View(answer.Sealed));
        }
        else
        {
            run.Terminal.Answers.WriteLine(
                $"{answer.Sealed.Month} of {answer.Sealed.Platform} is sealed since {answer.Sealed.SealedAt.ToDateTimeOffset():u}.");
        }

        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var request = new ListSealedMonthsRequest { Platform = run.Parse.GetValue(OnlyPlatform) ?? "" };
        var answer = await run.Services.Ingestion
            .ListSealedMonthsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, answer.Months.Select(View));
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("platform", "month", "sealed at");
        foreach (var month in answer.Months)
        {
            table.AddRow(Markup.Escape(month.Platform), month.Month, $"{month.SealedAt.ToDateTimeOffset():u}");
        }

        run.Terminal.Answers.Write(table);
        return ExitStatus.Done;
    }

    private static object View(SealedMonth month)
        => new { month.Platform, month.Month, SealedAt = month.SealedAt.ToDateTimeOffset().ToString("O") };
}
