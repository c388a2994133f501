using System.Runtime.CompilerServices;
using CsPlatform.Common.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Feeds.UseCases;

/// <summary>The stored segments as they are, up to the heads that the call finds.</summary>
internal sealed class ReadSegments(OwnFeed feed, EndlessStreams streams)
{
    internal Task HandleAsync(
        ReadSegmentsRequest request, IServerStreamWriter<ReadSegmentsResponse> responses, CancellationToken cancellation)
    {
        var log = feed.Log;
        var faults = new FieldFaults();
        var after = FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        faults.ThrowIfAny();
        return streams.ServeAsync(token => StoredAsync(log, after, token), ToProto, responses, cancellation);
    }

    private static async IAsyncEnumerable<Persistence.Feeds.StoredSegment> StoredAsync(
        FeedLog log, IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var end in await log.EndsAsync(cancellation))
        {
            if (after.TryGetValue(end.Partition, out var position))
            {
                await foreach (var segment in log.StoredAsync(end.Partition, position, end.Head.Position, cancellation))
                {
                    yield return segment;
                }
            }
        }
    }

    // The content is handed on as it is, not copied: nobody changes it any more.
    private static ReadSegmentsResponse ToProto(Persistence.Feeds.StoredSegment segment) => new()
    {
        Segment = new Common.V1.StoredSegment
        {
            Partition = segment.Partition,
            FirstPosition = segment.FirstPosition,
            LastPosition = segment.LastPosition,
            AppendedAt = Timestamp.FromDateTimeOffset(segment.AppendedAt),
            Content = UnsafeByteOperations.UnsafeWrap(segment.Content),
            PreviousHash = UnsafeByteOperations.UnsafeWrap(segment.PreviousHash),
            Hash = UnsafeByteOperations.UnsafeWrap(segment.Hash),
            IsArchived = segment.IsArchived,
        },
    };
}
