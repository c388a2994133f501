using CsPlatform.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>A service that follows one feed and is a little behind.</summary>
internal sealed class FixedFollowers : FeedService.FeedServiceBase
{
    public override Task<ListFollowersResponse> ListFollowers(ListFollowersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListFollowersResponse
        {
            Followers =
            {
                new FollowerState
                {
                    Feed = "ingestion",
                    RecordsBehind = 1_234,
                    LastDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(250)),
                    PoisonOpen = 2,
                },
            },
        });
}
