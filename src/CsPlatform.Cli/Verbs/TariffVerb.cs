using System.CommandLine;
using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Publishes and lists tariffs.</summary>
internal static class TariffVerb
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "The tariff as JSON (samples/tariffs)." };
    private static readonly Option<string> Platform = Ask.Platform();

    public static Command Build(VerbFactory verbs)
    {
        var tariff = new Command("tariff", "Publishes and lists prices.");
        tariff.Subcommands.Add(
            verbs.Verb("publish", "Publishes a tariff. The same content again changes nothing.", [FileName], PublishAsync));
        tariff.Subcommands.Add(verbs.Verb("list", "Lists a platform's tariffs.", [Platform], ListAsync));
        return tariff;
    }

    private static async Task<int> PublishAsync(VerbRun run)
    {
        var tariff = TariffFile.Read(run.Parse.GetRequiredValue(FileName));
        var request = new PublishTariffRequest { Tariff = tariff };
        var answer = await run.Services.Billing
            .PublishTariffAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, new { tariff.Platform, tariff.Version, answer.Created, answer.UsageRated });
        }
        else
        {
            var was = answer.Created ? "published" : "was published already; nothing changed";
            run.Terminal.Answers.WriteLine(
                $"Tariff {tariff.Version} of {tariff.Platform} {was}. Waiting usage priced by it: {answer.UsageRated}.");
        }

        return ExitStatus.Done;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var request = new ListTariffsRequest { Platform = run.Parse.GetRequiredValue(Platform) };
        var answer = await run.Services.Billing
            .ListTariffsAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, answer.Tariffs.Select(TariffView.Of));
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("version", "from", "kind", "day class", "yuan per unit", "source");
        foreach (var tariff in answer.Tariffs)
        {
            foreach (var rate in TariffView.Of(tariff).Rates)
            {
                table.AddRow(
                    Markup.Escape(tariff.Version), tariff.EffectiveFrom, rate.Kind, rate.DayClass,
                    Wording.Yuan(rate.UnitPriceFen),
                    Markup.Escape(tariff.Source));
            }
        }

        run.Terminal.Answers.Write(table);
        return ExitStatus.Done;
    }
}
