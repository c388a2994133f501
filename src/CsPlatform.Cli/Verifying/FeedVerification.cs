using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Verifying;

/// <summary>Reads a service's feed segment by segment and proves it; holds one segment per partition that is being read.</summary>
internal sealed class FeedVerification(Services services, string service)
{
    private const int PartitionsAtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FeedService.FeedServiceClient feed = new(services.Channel(service));
    private long records;

    /// <summary>Told how many of how many records are verified.</summary>
    internal Action<long, long>? OnProgress { get; set; }

    internal async Task<FeedReport> RunAsync(CancellationToken cancellation)
    {
        var heads = await HeadsAsync(cancellation).ConfigureAwait(false);
        var total = heads.Sum(head => head.Position);
        OnProgress?.Invoke(0, total);
        var checks = new PartitionCheck[heads.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, heads.Count),
            options,
            async (i, token) => checks[i] = await CheckAsync(heads[i], total, token).ConfigureAwait(false)).ConfigureAwait(false);
        var problems = checks.SelectMany(check => check.Problems).ToList();
        long? accepted = null;
        if (service == ServiceName.Ingestion)
        {
            accepted = await CompareAsync(total, problems, cancellation).ConfigureAwait(false);
        }

        return new FeedReport(
            service, heads.Count, checks.Sum(check => check.Segments), checks.Sum(check => check.Archived),
            checks.Sum(check => check.Unhashed), checks.Sum(check => check.Records), total, checks.Sum(check => check.Bytes),
            accepted, problems);
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().Add(Patience).UtcDateTime;

    private async Task<IReadOnlyList<FeedHead>> HeadsAsync(CancellationToken cancellation) =>
        (await feed.GetFeedAsync(new GetFeedRequest(), null, Deadline(), cancellation).ConfigureAwait(false)).Heads;

    private async Task<PartitionCheck> CheckAsync(FeedHead head, long total, CancellationToken cancellation)
    {
        var check = new PartitionCheck(head);
        var request = new ReadSegmentsRequest { After = { new PartitionPosition { Partition = head.Partition } } };
        using var call = feed.ReadSegments(request, cancellationToken: cancellation);
        try
        {
            while (!check.IsDone && await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
            {
                var segment = call.ResponseStream.Current.Segment;
                check.Add(segment);
                var count = Math.Max(segment.LastPosition - segment.FirstPosition + 1, 0);
                OnProgress?.Invoke(Interlocked.Add(ref records, count), total);
            }

            check.Finish();
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.FailedPrecondition or StatusCode.Internal or StatusCode.DataLoss)
        {
            check.Stop(failure.Status.Detail);
        }

        return check;
    }

    // Every event was counted in the transaction that stored it, and both sums are told as of one instant.
    private async Task<long> CompareAsync(long total, List<FeedProblem> problems, CancellationToken cancellation)
    {
        var request = new GetIntakeCountsRequest { WithTotals = true };
        var answer = await services.Ingestion.GetIntakeCountsAsync(request, null, Deadline(), cancellation).ConfigureAwait(false);
        var (accepted, inFeed) = (answer.Totals.Accepted, answer.Totals.InFeed);
        if (accepted != inFeed)
        {
            Fault($"{Wording.Count(accepted)} events were counted as accepted, the feed holds {Wording.Count(inFeed)}");
        }

        if (inFeed < total)
        {
            Fault($"the feed holds {Wording.Count(inFeed)} events, its heads said {Wording.Count(total)} before");
        }

        return accepted;

        void Fault(string what) => problems.Add(new FeedProblem(
            null, null, what, "Restore ingestion.intake_count and feed.head from one and the same backup; ./cs ingest stats shows the days."));
    }
}
