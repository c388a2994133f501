using System.Collections.Concurrent;
using CsPlatform.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>A follower with two open poison records on two pages; the second cannot be applied.</summary>
internal sealed class FixedFeed : FeedService.FeedServiceBase
{
    public ConcurrentQueue<RecordKey> Retried { get; } = [];

    public override Task<ListPoisonRecordsResponse> ListPoisonRecords(ListPoisonRecordsRequest request, ServerCallContext context)
    {
        var isFirst = request.PageToken.Length == 0;
        return Task.FromResult(new ListPoisonRecordsResponse
        {
            NextPageToken = isFirst ? "next" : "",
            Records =
            {
                new PoisonRecord
                {
                    Key = new RecordKey { Feed = "ingestion", Partition = 17, Position = isFirst ? 203 : 204 },
                    Cause = "no [role]",
                    Attempts = 5,
                    PassedOverAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
                    State = PoisonState.Open,
                },
            },
        });
    }

    public override Task<RetryPoisonRecordsResponse> RetryPoisonRecords(RetryPoisonRecordsRequest request, ServerCallContext context)
    {
        var answer = new RetryPoisonRecordsResponse();
        foreach (var key in request.Keys)
        {
            Retried.Enqueue(key);
            answer.Results.Add(new RetryResult { Key = key, IsApplied = key.Position == 203, Cause = key.Position == 203 ? "" : "no role yet" });
        }

        return Task.FromResult(answer);
    }
}
