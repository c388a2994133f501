using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using Grpc.Core;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows a shop's day as it is going, and goes on showing it.</summary>
internal static class BoardVerb
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly Argument<string> Shop = new("SHOP") { Description = "The shop's id, or PLATFORM/SHOP." };
    private static readonly Option<string> Platform = new("--platform") { Description = "The platform, such as xiaohongshu.", HelpName = "P" };
    private static readonly Option<bool> Once = new("--once") { Description = "Show it once instead of going on until Ctrl+C." };

    public static Command Build(VerbFactory verbs) => verbs.Verb(
        "board",
        "Shows what is going on in a shop today: figures, room before the limits, open turns, sub-accounts, warnings.",
        [Shop, Platform, Once],
        RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var shop = ShopOf(run);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, BoardDocument.Of(await ReadAsync(run, shop).ConfigureAwait(false)));
        }
        else if (run.Parse.GetValue(Once) || !run.Terminal.IsOutputInteractive)
        {
            run.Terminal.Answers.Write(BoardScreen.Of(await ReadAsync(run, shop).ConfigureAwait(false)));
        }
        else
        {
            await ShowAsync(run, shop).ConfigureAwait(false);
        }

        return ExitStatus.Done;
    }

    // What fails at the start is told as any other failure.
    private static async Task ShowAsync(VerbRun run, ShopKey shop)
    {
        var board = await ReadAsync(run, shop).ConfigureAwait(false);
        try
        {
            // What does not fit the window is cut off at its foot, where the least urgent stands.
            await run.Terminal.Answers.Live(BoardScreen.Of(board))
                .Overflow(VerticalOverflow.Crop)
                .Cropping(VerticalOverflowCropping.Bottom)
                .StartAsync(screen => RedrawAsync(run, board, screen))
                .ConfigureAwait(false);
        }
        catch (Exception e) when (run.Cancellation.IsCancellationRequested
            && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // This is how it ends.
        }
    }

    // What fails for a moment is told above the last board that came.
    private static async Task RedrawAsync(VerbRun run, LiveBoard board, LiveDisplayContext screen)
    {
        while (true)
        {
            await Task.Delay(Interval, TimeProvider.System, run.Cancellation).ConfigureAwait(false);
            var trouble = default(string);
            try
            {
                board = await ReadAsync(run, board.Shop).ConfigureAwait(false);
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
            {
                trouble = $"{ErrorText.Code(e.StatusCode)}: {e.Status.Detail}";
            }

            screen.UpdateTarget(BoardScreen.Of(board, trouble));
        }
    }

    private static async Task<LiveBoard> ReadAsync(VerbRun run, ShopKey shop)
    {
        var request = new GetLiveBoardRequest { Shop = shop };
        return (await run.Services.Boards.GetLiveBoardAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false)).Board;
    }

    private static ShopKey ShopOf(VerbRun run)
    {
        var (shop, platform) = (run.Parse.GetRequiredValue(Shop), run.Parse.GetValue(Platform));
        var slash = shop.IndexOf('/', StringComparison.Ordinal);
        return platform is not null ? new ShopKey { Platform = platform, ShopId = shop }
            : slash > 0 ? new ShopKey { Platform = shop[..slash], ShopId = shop[(slash + 1)..] }
            : throw new CliException($"Of which platform is shop {shop}?\nNext: give --platform P, or PLATFORM/{shop}.");
    }
}
