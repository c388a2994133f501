using CsPlatform.Billing.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;

namespace CsPlatform.Billing.UseCases;

/// <summary>The feed of charges and deductions, from any position, without end.</summary>
internal sealed class FollowCharges(FeedTail tail, EndlessStreams streams)
{
    internal Task HandleAsync(
        FollowChargesRequest request, IServerStreamWriter<FollowChargesResponse> responses, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        var after = FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        faults.ThrowIfAny();
        return streams.ServeRoundsAsync(token => tail.FollowRoundsAsync(after, null, token), ToProto, responses, cancellation);
    }

    private static FollowChargesResponse ToProto(FeedSegment segment)
    {
        var response = new FollowChargesResponse { Partition = segment.Partition };
        foreach (var stored in segment.Records)
        {
            var record = ChargeRecord.Parser.ParseFrom(stored.Content.Span);
            record.Position = stored.Position;
            response.Records.Add(record);
        }

        return response;
    }
}
