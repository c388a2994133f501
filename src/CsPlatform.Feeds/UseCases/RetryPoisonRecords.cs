using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Following;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;

namespace CsPlatform.Feeds.UseCases;

/// <summary>Applies poison records again, each in a transaction of its own, in the request's order.</summary>
internal sealed class RetryPoisonRecords(IEnumerable<FeedFollower> followers, PoisonStore store)
{
    private const int Most = 1000;

    internal async Task<RetryPoisonRecordsResponse> HandleAsync(
        RetryPoisonRecordsRequest request, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        faults.AddIf(request.Keys.Count == 0, "keys", "none is named; send the keys that ListPoisonRecords tells.");
        faults.AddIf(request.Keys.Count > Most, "keys", $"{request.Keys.Count} are too many; send at most {Most} at once.");
        faults.ThrowIfAny();

        // All are looked up before the first is applied: a mistyped one changes nothing.
        var known = new List<(RecordKey Key, FeedFollower Follower)>(request.Keys.Count);
        foreach (var key in request.Keys)
        {
            var follower = followers.FirstOrDefault(follower => follower.Feed == key.Feed);
            known.Add(follower is not null && await IsListedAsync(key, cancellation) ? (key, follower) : throw NotListed(key));
        }

        var response = new RetryPoisonRecordsResponse();
        foreach (var (key, follower) in known)
        {
            var outcome = await follower.RetryAsync(key.Partition, key.Position, cancellation) ?? throw NotListed(key);
            response.Results.Add(new RetryResult { Key = key, IsApplied = outcome.IsApplied, Cause = outcome.Cause });
        }

        return response;
    }

    private async Task<bool> IsListedAsync(RecordKey key, CancellationToken cancellation)
        => key.Partition is >= 0 and < Partitions.Count
            && await store.ContainsAsync(new PoisonKey(key.Feed, key.Partition, key.Position), cancellation);

    private static RpcException NotListed(RecordKey key) => Refusal.NotFound(
        "poison record",
        $"{key.Feed}/{key.Partition}/{key.Position}",
        $"No poison record {key.Partition}:{key.Position} of feed \"{key.Feed}\" is listed here; ListPoisonRecords tells those that are.");
}
