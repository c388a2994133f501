using System.Runtime.CompilerServices;
using System.Text;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using Faults.Tests.Loads;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faults.Tests.Follower;

/// <summary>
/// A process that follows the feed by the library that the services use. Its effect is a row per record in a table that takes any number
/// of them, so that whatever is applied twice is seen.
/// </summary>
internal static class CountingFollower
{
    /// <summary>The table of effects, for the test to make.</summary>
    internal const string Table = "CREATE TABLE effect (id bigserial, partition smallint, position bigint, event_id text)";

    private const string Insert =
        "INSERT INTO effect (partition, position, event_id) SELECT $1, p, e FROM unnest($2::bigint[], $3::text[]) AS r(p, e)";

    internal static Task RunAsync(string database, Uri ingestion)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(NpgsqlDataSource.Create(database));
        builder.Services.AddPersistence(typeof(CountingFollower).Assembly);
        builder.Services.AddFeedFollower("ingestion", _ => new FeedSubscription
        {
            Feed = "ingestion",
            Open = (after, cancellation) => OpenAsync(ingestion, after, cancellation),
            Heads = _ => WholeFeed.HeadsAsync(ingestion),
            Apply = ApplyAsync,
            // Small, so that most kills strike in the middle of something.
            MaxRecords = 50,
        });
        return builder.Build().RunAsync();
    }

    private static async IAsyncEnumerable<FeedSegment> OpenAsync(
        Uri ingestion, IReadOnlyDictionary<int, long> after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var channel = Calls.Open(ingestion);
        var request = new FollowEventsRequest();
        request.After.AddRange(after.Select(at => new PartitionPosition { Partition = at.Key, Position = at.Value }));
        using var call = new IngestionService.IngestionServiceClient(channel).FollowEvents(request, cancellationToken: cancellation);
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellation))
        {
            yield return FeedSegment.Consecutive(
                response.Partition,
                response.Records[0].Position,
                [.. response.Records.Select(record => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(record.Event.EventId)))],
                response.Records[0].ReceivedAt.ToDateTimeOffset());
        }
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            await using var command = new NpgsqlCommand(Insert, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)segment.Partition });
            command.Parameters.Add(new() { Value = segment.Records.Select(record => record.Position).ToArray() });
            command.Parameters.Add(new() { Value = segment.Records.Select(record => Encoding.UTF8.GetString(record.Content.Span)).ToArray() });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
