using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Ingestion with three events, which follows for ever. It sends what was asked for and notes how.</summary>
internal sealed class FixedEvents : IngestionService.IngestionServiceBase
{
    private readonly TaskCompletionSource<FollowEventsRequest> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request, once everything was sent for it.</summary>
    public Task<FollowEventsRequest> Asked => asked.Task;

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
        => Task.FromResult(new GetHeadsResponse { Heads = { new PartitionPosition { Partition = 17, Position = 201 } } });

    public override async Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<FollowEventsResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new FollowEventsResponse
        {
            Partition = 17,
            CoveredTo = 203,
            Records =
            {
                Record(202, "s1", item => item.MessageSent = new MessageSent
                {
                    ConsultationId = "c 1", Role = SenderRole.Buyer, BuyerId = "b\u001b[31m", Text = "secret",
                }),
                Record(203, "s2", item => item.ShopOpened = new ShopOpened()),
            },
        });
        await responseStream.WriteAsync(new FollowEventsResponse { Partition = 18, CoveredTo = 9 });
        asked.TrySetResult(request);
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }

    private static EventRecord Record(long position, string shop, Action<Event> fill)
    {
        var item = new Event
        {
            Source = "im",
            EventId = $"e{position}",
            Shop = new ShopKey { Platform = "p", ShopId = shop },
            OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        };
        fill(item);
        return new EventRecord { Position = position, Event = item, ReceivedAt = item.OccurredAt, IsLate = position == 203 };
    }
}
