using CsPlatform.Persistence.Following;
using CsPlatform.Sanctions.Standings;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Waits until everything that was published before is judged here (docs/decisions/0008).</summary>
internal sealed class FeedsJudged(
    FigureFeed figures,
    [FromKeyedServices(FigureFeed.Name)] FeedFollower ofFigures,
    StandingCache standings,
    IServiceProvider services)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Returns how many figures and facts, of any shop, could not be judged and were passed over.</summary>
    public async Task<long> WaitAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestWait);
        try
        {
            await ofFigures.Progress.WaitUntilAsync(await figures.HeadsAsync(limit.Token), limit.Token);
            var poison = await ofFigures.PoisonOpenAsync(limit.Token);
            if (services.GetService<FactFeed>() is { } facts)
            {
                var ofFacts = services.GetRequiredKeyedService<FeedFollower>(FactFeed.Name);
                await ofFacts.Progress.WaitUntilAsync(await facts.HeadsAsync(limit.Token), limit.Token);
                poison += await ofFacts.PoisonOpenAsync(limit.Token);
            }

            await standings.CatchUpAsync(limit.Token);
            return poison;
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException && limit.IsCancellationRequested
            && !cancellation.IsCancellationRequested)
        {
            throw Refusal.DeadlineExceeded("FEED_BEHIND", "The figures are not all judged yet; call again.");
        }
        catch (RpcException e) when (!limit.IsCancellationRequested)
        {
            throw Refusal.Unavailable(
                $"Metrics or ingestion cannot be asked how far its feed is ({e.Status.Detail}); try again.", TimeSpan.FromSeconds(1));
        }
    }
}
