using System.CommandLine;
using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows a shop's month.</summary>
internal static class StatementVerb
{
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> Shop = Ask.Shop(required: true);
    private static readonly Option<string> Month = Ask.Month();

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "statement",
        "Shows what a shop was charged in a month and what was taken from its proceeds.",
        [Platform, Shop, Month],
        RunAsync);

    /// <summary>Gets a statement once every acknowledged event is billed.</summary>
    public static async Task<StatementView> GetAsync(
        Services services, ShopKey shop, string month, CancellationToken cancellation)
    {
        var request = new GetStatementRequest { Shop = shop, Month = month, WaitForFeed = true };
        return StatementView.Of(
            await services.Billing.GetStatementAsync(request, cancellationToken: cancellation).ConfigureAwait(false));
    }

    private static async Task<int> RunAsync(VerbRun run)
    {
        var shop = new ShopKey { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(Shop) };
        var statement = await GetAsync(
            run.Services, shop, run.Parse.GetRequiredValue(Month), run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, statement);
        }
        else
        {
            run.Terminal.Answers.Write(StatementTable.Of(statement));
        }

        PoisonNote.Write(run.Terminal, statement.PoisonOpen, ServiceName.Billing);

        return ExitStatus.Done;
    }
}
