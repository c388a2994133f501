using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

/// <summary>
/// Damaged requests by the thousand against the running service. The same seed makes the same requests: CS_TEST_SEED takes another,
/// CS_TEST_LONG=1 twenty times as many.
/// </summary>
[Collection("stores")]
public sealed class FuzzTests(PostgresFixture postgres, RedisFixture redis)
{
    private const int Workers = 6;

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("CS_TEST_SEED") ?? "20240520", CultureInfo.InvariantCulture);

    private static readonly int Inputs = Environment.GetEnvironmentVariable("CS_TEST_LONG") == "1" ? 60_000 : 3_000;

    private readonly ConcurrentDictionary<(int Partition, long Position), string> accepted = new();

    // What answers said of events that were stored before: at which place lies content of which hash.
    private readonly ConcurrentBag<((int Partition, long Position) Place, string Hash)> pointed = [];

    [Fact]
    public async Task Whatever_comes_is_answered_and_the_feed_holds_exactly_what_was_accepted()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var answered = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(service, worker))));

        // A seed whose every input is refused, or of which none is, would prove nothing.
        var statuses = answered.SelectMany(statuses => statuses).ToLookup(status => status);
        Assert.InRange(statuses[StatusCode.OK].Count(), Inputs / 20, Inputs);
        Assert.InRange(statuses[StatusCode.InvalidArgument].Count(), Inputs / 20, Inputs);
        Assert.True(accepted.Count > 50, $"Seed {Seed}: {accepted.Count} events were accepted.");

        var followed = (await service.FollowAllAsync())
            .SelectMany(run => run.Records.Select(record => ((run.Partition, record.Position), Hex(record.Event)))).ToList();
        Assert.Equal(
            accepted.Select(entry => (entry.Key, entry.Value)).Order().ToList(), followed.Order().ToList());
        Assert.NotEmpty(pointed);
        Assert.All(pointed, one => Assert.Equal(one.Hash, GoldenFrames.Hash(Convert.FromHexString(accepted[one.Place]))));
        Assert.Equal(accepted.Count, await service.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        await service.IsWellAsync();
    }

    private static string Hex(Event item) => Convert.ToHexString(item.ToByteArray());

    private async Task<List<StatusCode>> WorkAsync(Service service, int worker)
    {
        var mutator = new FrameMutator(Seed + worker);
        using var raw = new RawGrpc(service.Address);
        var statuses = new List<StatusCode>();
        for (var number = 0; number < Inputs / Workers; number++)
        {
            var (method, body) = mutator.Next();
            try
            {
                statuses.Add(Judge(method, body, await raw.PostAsync(method, body)));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"Seed {Seed}, worker {worker}, input {number}, {method} {Convert.ToHexString(body)}: {e.Message}", e);
            }
        }

        return statuses;
    }

    private StatusCode Judge(string method, byte[] body, RawGrpc.RawAnswer answer)
    {
        Assert.True(
            answer.Status is StatusCode.OK or StatusCode.InvalidArgument or StatusCode.ResourceExhausted,
            $"{answer.Status} {answer.Message}");
        Assert.Equal(answer.Status is StatusCode.OK, answer.Message.Length == 0);
        var sent = Sent(method, body);
        var results = answer.Messages.Select(message => method == "IngestEvents"
            ? IngestEventsResponse.Parser.ParseFrom(message).Results
            : SubmitEventsResponse.Parser.ParseFrom(message).Results).ToList();
        Assert.True(results.Count <= sent.Count, $"{results.Count} answers to {sent.Count} batches.");
        Assert.True(answer.Status is not StatusCode.OK || results.Count == sent.Count, "A whole batch was not answered.");
        foreach (var (batch, outcomes) in sent.Zip(results))
        {
            Assert.Equal(batch.Events.Count, outcomes.Count);
            foreach (var (item, result) in batch.Events.Zip(outcomes))
            {
                Judge(item, result, batch.IsNamed);
            }
        }

        return answer.Status;
    }

    private void Judge(Event item, ItemResult result, bool isNamed)
    {
        switch (result.Outcome)
        {
            case ItemOutcome.Accepted:
                // A batch that its sender named may be answered again as the first time; any other event is accepted once.
                var place = (result.Partition, result.Position);
                Assert.True(
                    accepted.TryAdd(place, Hex(item)) || (isNamed && accepted[place] == Hex(item)), $"{result} was given twice.");
                break;
            case ItemOutcome.Rejected:
                Assert.NotEmpty(result.Violations);
                Assert.All(result.Violations, violation => Assert.NotEmpty(violation.Field));
                break;
            case ItemOutcome.Conflict:
                Assert.NotEqual(result.ContentHash, result.StoredContentHash);
                Assert.Equal(GoldenFrames.Hash(item.ToByteArray()), Convert.ToHexStringLower(result.ContentHash.Span));
                pointed.Add(((result.Partition, result.Position), Convert.ToHexStringLower(result.StoredContentHash.Span)));
                break;
            default:
                Assert.Equal(ItemOutcome.Duplicate, result.Outcome);
                pointed.Add(((result.Partition, result.Position), GoldenFrames.Hash(item.ToByteArray())));
                break;
        }
    }

    /// <summary>The batches that come whole out of a body, as any reader of protobuf sees them.</summary>
    private static List<(IReadOnlyList<Event> Events, bool IsNamed)> Sent(string method, byte[] body)
    {
        var batches = new List<(IReadOnlyList<Event> Events, bool IsNamed)>();
        for (var at = 0; body.Length - at >= 5 && body[at] == 0;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(at + 1));
            if (length > body.Length - at - 5)
            {
                break;
            }

            try
            {
                var message = body.AsSpan(at + 5, (int)length);
                if (method == "IngestEvents")
                {
                    var request = IngestEventsRequest.Parser.ParseFrom(message);
                    batches.Add((request.Events, request.SessionId.Length > 0));
                }
                else
                {
                    var request = SubmitEventsRequest.Parser.ParseFrom(message);
                    batches.Add((request.Events, request.RequestId.Length > 0));
                }
            }
            catch (Exception e) when (e is InvalidProtocolBufferException or IndexOutOfRangeException or ArgumentOutOfRangeException)
            {
                // The reader's own sums run over at lengths near the largest number; whatever it throws, this is no message.
                break;
            }

            at += 5 + (int)length;
        }

        return batches;
    }
}
