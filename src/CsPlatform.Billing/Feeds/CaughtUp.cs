using CsPlatform.Persistence.Following;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Billing.Feeds;

/// <summary>Waits until every event that ingestion had acknowledged is billed here (docs/decisions/0008).</summary>
internal sealed class CaughtUp(
    IngestionFeed ingestion, [FromKeyedServices(IngestionFeed.Name)] FeedFollower follower, TimeProvider time)
{
    // For callers that set no deadline of their own: long enough for a large import, short enough to be noticed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns how many events, of any shop, could not be billed and were passed over.</summary>
    internal async Task<long> WaitAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await follower.Progress.WaitUntilAsync(await ingestion.HeadsAsync(either.Token), either.Token);
            return await follower.PoisonOpenAsync(either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
            && patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Refusal.DeadlineExceeded(
                "FEED_BEHIND", $"Events are not all billed after {Patience.TotalSeconds} s; call again.");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw Refusal.Unavailable(
                "Ingestion does not answer, so it is not known what to wait for; try again, or read without wait_for_feed.",
                TimeSpan.FromSeconds(1));
        }
    }
}
