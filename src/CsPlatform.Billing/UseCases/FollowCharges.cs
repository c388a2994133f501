using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace CsPlatform.Billing.UseCases;

/// <summary>Serves the feed of charges and deductions.</summary>
internal sealed class FollowCharges(FeedTail tail)
{
    internal async Task HandleAsync(
        FollowChargesRequest request, IServerStreamWriter<FollowChargesResponse> responses, CancellationToken cancellation)
    {
        var after = Read(request.After);
        try
        {
            await foreach (var segment in tail.FollowAsync(after, cancellation))
            {
                await responses.WriteAsync(ToProto(segment), cancellation);
            }
        }
        catch (FeedPositionException e)
        {
            throw Refusal.InvalidArgument([new FieldFault("after", e.Message)]);
        }
    }

    private static FollowChargesResponse ToProto(FeedSegment segment)
    {
        var response = new FollowChargesResponse { Partition = segment.Partition };
        for (var i = 0; i < segment.Records.Count; i++)
        {
            var record = ChargeRecord.Parser.ParseFrom(segment.Records[i].Span);
            record.Position = segment.FirstPosition + i;
            response.Records.Add(record);
        }

        return response;
    }

    private static Dictionary<int, long> Read(RepeatedField<PartitionPosition> wanted)
    {
        if (wanted.Count == 0)
        {
            return Partitions.All.ToDictionary(partition => partition, _ => 0L);
        }

        var (after, faults) = (new Dictionary<int, long>(), new FieldFaults());
        for (var i = 0; i < wanted.Count; i++)
        {
            var (partition, position) = (wanted[i].Partition, wanted[i].Position);
            var faulty = faults.AddIf(
                partition is < 0 or >= Partitions.Count, $"after[{i}].partition",
                $"{partition}: send 0 to {Partitions.Count - 1}");
            faulty |= faults.AddIf(position < 0, $"after[{i}].position", $"{position}: send the last position seen, 0 for none");
            if (!faulty && !after.TryAdd(partition, position))
            {
                faults.Add($"after[{i}].partition", $"partition {partition} is named twice: send it once");
            }
        }

        faults.ThrowIfAny();
        return after;
    }
}
