using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The feed of figures, from any position, without end.</summary>
internal sealed class FollowFigures(FeedTail tail, IHostApplicationLifetime lifetime)
{
    internal async Task HandleAsync(
        FollowFiguresRequest request, IServerStreamWriter<FollowFiguresResponse> responses, CancellationToken cancellation)
    {
        var after = Positions(request);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            await foreach (var segment in tail.FollowAsync(after, ending.Token))
            {
                await responses.WriteAsync(ToProto.Segment(segment), ending.Token);
            }
        }
        catch (FeedPositionException e)
        {
            throw Refusal.FailedPrecondition("POSITION_BEYOND_FEED", $"partitions/{e.Partition}", e.Message);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Refusal.Unavailable(
                "The service is stopping; follow again from the last position seen.", TimeSpan.FromSeconds(1));
        }
    }

    private static Dictionary<int, long> Positions(FollowFiguresRequest request)
    {
        if (request.After.Count == 0)
        {
            return Partitions.All.ToDictionary(partition => partition, _ => 0L);
        }

        var faults = new FieldFaults();
        var positions = new Dictionary<int, long>();
        for (var i = 0; i < request.After.Count; i++)
        {
            var (partition, position) = (request.After[i].Partition, request.After[i].Position);
            var place = $"after[{i}]";
            faults.AddIf(
                partition is < 0 or >= Partitions.Count, $"{place}.partition", $"{partition}: send 0 to {Partitions.Count - 1}.");
            faults.AddIf(position < 0, $"{place}.position", $"{position}: send the last position seen, 0 for none.");
            faults.AddIf(
                !positions.TryAdd(partition, position), $"{place}.partition", $"{partition} is named twice; name it once.");
        }

        faults.ThrowIfAny();
        return positions;
    }
}
