using CsPlatform.Persistence.Following;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Billing.Feeds;

/// <summary>
/// Waits until every event that ingestion had acknowledged and every decision that sanctions had taken is billed here
/// (docs/decisions/0008).
/// </summary>
internal sealed class CaughtUp(
    IngestionFeed ingestion,
    [FromKeyedServices(IngestionFeed.Name)] FeedFollower events,
    DecisionFeed sanctions,
    [FromKeyedServices(DecisionFeed.Name)] FeedFollower decisions,
    TimeProvider time)
{
    // For callers that set no deadline of their own: long enough for a large import, short enough to be noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns how many events and decisions, of any shop, could not be billed and were passed over.</summary>
    internal async Task<long> WaitAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await events.Progress.WaitUntilAsync(await ingestion.HeadsAsync(either.Token), either.Token);
            await decisions.Progress.WaitUntilAsync(await sanctions.HeadsAsync(either.Token), either.Token);
            return await events.PoisonOpenAsync(either.Token) + await decisions.PoisonOpenAsync(either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
            && patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Refusal.DeadlineExceeded(
                "FEED_BEHIND", $"Events and decisions are not all billed after {Patience.TotalSeconds} s; call again.");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw Refusal.Unavailable(
                "Ingestion or sanctions does not answer, so it is not known what to wait for; try again, or read without wait_for_feed.",
                TimeSpan.FromSeconds(1));
        }
    }
}
