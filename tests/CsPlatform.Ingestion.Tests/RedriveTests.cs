using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class RedriveTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string WiderWindow = "--Ingestion:FutureSkew=30.00:00:00";

    [Fact]
    public async Task After_the_cause_is_mended_an_item_is_stored_once_and_stays_redriven()
    {
        await using var service = await MendedAsync(Ahead("a"));
        var item = Assert.Single(await service.QuarantineAsync());

        var first = Assert.Single(await service.RedriveAsync([item.Id]));
        var marked = Assert.Single(await service.QuarantineAsync());
        var second = Assert.Single(await service.RedriveAsync([item.Id]));

        Assert.Equal((item.Id, "", ItemOutcome.Accepted, 1L), (first.Id, first.Refusal, first.Result.Outcome, first.Result.Position));
        Assert.Equal((ItemOutcome.Duplicate, 1L), (second.Result.Outcome, second.Result.Position));
        Assert.Equal((QuarantineState.Redriven, 1), (marked.State, marked.Times));
        Assert.Equal(marked, Assert.Single(await service.QuarantineAsync()));
        var stored = Assert.Single(Assert.Single(await service.FollowAllAsync()).Records).Event;
        Assert.Equal(Event.Parser.ParseFrom(item.Content), stored);
    }

    [Fact]
    public async Task An_item_that_was_stored_but_not_marked_is_found_stored_and_marked()
    {
        // As after a crash between the two, and as when its source has sent it again.
        var item = Ahead("a");
        await using var service = await MendedAsync(item);
        await service.SubmitAsync(item);
        var open = Assert.Single(await service.QuarantineAsync());
        Assert.Equal(QuarantineState.Open, open.State);

        var result = Assert.Single(await service.RedriveAsync([open.Id]));

        Assert.Equal((ItemOutcome.Duplicate, 1L), (result.Result.Outcome, result.Result.Position));
        Assert.Equal(QuarantineState.Redriven, Assert.Single(await service.QuarantineAsync()).State);
        Assert.Equal(1, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
    }

    [Fact]
    public async Task What_is_still_faulty_gets_todays_cause_and_counts_no_further_time()
    {
        var faulty = Ahead("a").With(e => e.MessageSent.Role = SenderRole.Unspecified);
        await using var service = await MendedAsync(faulty);
        var before = Assert.Single(await service.QuarantineAsync());

        var result = Assert.Single(await service.RedriveAsync([before.Id]));

        Assert.Equal(ItemOutcome.Rejected, result.Result.Outcome);
        Assert.Equal("message_sent.role", Assert.Single(result.Result.Violations).Field);
        var after = Assert.Single(await service.QuarantineAsync());
        Assert.Contains("occurred_at", before.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("occurred_at", after.Cause, StringComparison.Ordinal);
        Assert.StartsWith("message_sent.role: ", after.Cause, StringComparison.Ordinal);
        after.Cause = before.Cause;
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_conflict_is_a_conflict_again()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Message("a"), Events.Message("a", text: "x"));
        var before = Assert.Single(await service.QuarantineAsync());

        foreach (var dryRun in new[] { true, false })
        {
            var result = Assert.Single(await service.RedriveAsync([before.Id], dryRun));
            Assert.Equal((ItemOutcome.Conflict, 1L), (result.Result.Outcome, result.Result.Position));
            Assert.NotEqual(result.Result.ContentHash, result.Result.StoredContentHash);
        }

        Assert.Equal(before, Assert.Single(await service.QuarantineAsync()));
    }

    [Fact]
    public async Task Items_are_offered_in_the_order_in_which_they_came_whatever_order_names_them()
    {
        var items = Enumerable.Range(0, 50).Select(n => Ahead($"m-{n:D2}")).ToList();
        await using var service = await MendedAsync(items[..30], items[30..]);
        var ids = (await service.QuarantineAsync()).OrderBy(item => item.EventId, StringComparer.Ordinal).Select(item => item.Id)
            .Reverse().ToList();

        var results = await service.RedriveAsync(ids);

        Assert.Equal(ids, results.Select(result => result.Id));
        Assert.Equal(Enumerable.Range(1, 50).Reverse().Select(n => (long)n), results.Select(result => result.Result.Position));
        var followed = (await service.FollowAllAsync()).SelectMany(run => run.Records);
        Assert.Equal(items, followed.Select(record => record.Event));
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_redrive_then_does_and_changes_nothing()
    {
        var stored = Ahead("stored");
        await using var service = await MendedAsync(
            Ahead("new"),
            stored,
            Ahead("twin", text: "first"),
            Ahead("twin", text: "second"),
            Ahead("faulty").With(e => e.MessageSent.ConsultationId = ""),
            Ahead("new", shop: "another"));
        await service.SubmitAsync(stored);
        var before = await service.QuarantineAsync();
        var senders = await service.ScalarAsync("SELECT count(*) FROM ingestion.sender");
        string[] ids = [.. before.Select(item => item.Id)];

        var foretold = await service.RedriveAsync(ids, dryRun: true);
        var after = await service.QuarantineAsync();
        Assert.Equal(before, after);
        Assert.Equal(senders, await service.ScalarAsync("SELECT count(*) FROM ingestion.sender"));
        Assert.Equal(1, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
        var happened = await service.RedriveAsync(ids);

        Assert.Equal(ids, foretold.Select(result => result.Id));
        Assert.Equal(happened.Select(result => result.Result.Outcome), foretold.Select(result => result.Result.Outcome));
        Assert.Equal(
            ["ACCEPTED 3", "CONFLICT 1", "DUPLICATE 1", "REJECTED 1"],
            happened.CountBy(result => result.Result.Outcome).Select(count => $"{count.Key} {count.Value}".ToUpperInvariant()).Order());
        Assert.All(
            foretold.Where(result => result.Result.Outcome is ItemOutcome.Accepted), result => Assert.Equal(0, result.Result.Position));
        Assert.Equal(
            happened.Where(result => result.Result.Outcome is ItemOutcome.Rejected), foretold.Where(
                result => result.Result.Outcome is ItemOutcome.Rejected));
    }

    [Fact]
    public async Task Redrives_at_the_same_time_store_once()
    {
        await using var service = await MendedAsync([.. Enumerable.Range(0, 300).Select(n => Ahead($"m-{n:D3}", $"shop-{n % 9}"))]);
        string[] ids = [.. (await service.QuarantineAsync()).Select(item => item.Id)];

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => service.RedriveAsync(ids))));

        var outcomes = runs.SelectMany(run => run).ToList();
        Assert.Equal(300, outcomes.Count(result => result.Result.Outcome is ItemOutcome.Accepted));
        Assert.Equal(1_500, outcomes.Count(result => result.Result.Outcome is ItemOutcome.Duplicate));
        Assert.All(outcomes.GroupBy(result => result.Id), copies => Assert.Single(copies.DistinctBy(result => result.Result.Position)));
        Assert.Equal(300, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
        Assert.Equal(300, await service.ScalarAsync("SELECT count(*) FROM ingestion.quarantine WHERE redriven_at IS NOT NULL"));
    }

    [Fact]
    public async Task More_than_fits_into_memory_at_once_is_offered_in_shares()
    {
        var text = new string('字', 16_384);
        var items = Enumerable.Range(0, 60).Select(n => Ahead($"m-{n:D2}", text: text)).ToList();
        await using var service = await MendedAsync(items[..30], items[30..]);
        string[] ids = [.. (await service.QuarantineAsync()).Select(item => item.Id)];

        var foretold = await service.RedriveAsync(ids, dryRun: true);
        var results = await service.RedriveAsync(ids);

        Assert.All(foretold.Concat(results), result => Assert.Equal(ItemOutcome.Accepted, result.Result.Outcome));
        Assert.Equal(items, (await service.FollowAllAsync()).SelectMany(run => run.Records).Select(record => record.Event));
    }

    [Fact]
    public async Task An_item_that_is_cut_off_is_not_offered_and_the_others_are()
    {
        await using var service = await MendedAsync(Ahead("a"), Ahead("large", text: new string('x', 300_000)));
        var items = (await service.QuarantineAsync()).ToDictionary(item => item.EventId);
        Assert.Equal(256 * 1024, items["large"].Content.Length);
        Assert.True(items["large"].ContentSize > 300_000);

        var results = await service.RedriveAsync([items["large"].Id, items["a"].Id, items["a"].Id]);

        Assert.Null(results[0].Result);
        Assert.Contains($"{256 * 1024} of its {items["large"].ContentSize} bytes", results[0].Refusal, StringComparison.Ordinal);
        Assert.Equal(ItemOutcome.Accepted, results[1].Result.Outcome);
        Assert.Equal(results[1], results[2]);
    }

    [Fact]
    public async Task The_largest_event_there_can_be_is_kept_whole()
    {
        // As large as the limit allows, with a field of a later version.
        var known = Ahead("a").ToByteArray();
        var later = new byte[Limits.EventBytes - known.Length];
        using (var output = new CodedOutputStream(later))
        {
            output.WriteTag(5_000, WireFormat.WireType.LengthDelimited);
            output.WriteLength(later.Length - 6);
        }

        var largest = Event.Parser.ParseFrom([.. known, .. later]);
        await using var service = await MendedAsync(largest);
        var item = Assert.Single(await service.QuarantineAsync());
        Assert.Equal((Limits.EventBytes, largest.ToByteString()), (item.ContentSize, item.Content));
        Assert.Equal(ItemOutcome.Accepted, Assert.Single(await service.RedriveAsync([item.Id])).Result.Outcome);
    }

    [Fact]
    public async Task Wrong_requests_are_refused_and_nothing_is_offered()
    {
        await using var service = await MendedAsync(Ahead("a"));
        var id = Assert.Single(await service.QuarantineAsync()).Id;
        var unknown = id.Replace(id.Split('-')[1], new string('0', 64), StringComparison.Ordinal);

        await RefusedAsync(StatusCode.InvalidArgument, "ids");
        await RefusedAsync(StatusCode.InvalidArgument, "ids", [.. Enumerable.Repeat(id, 1_001)]);
        string[] wrong =
        [
            "", "x", id.ToUpperInvariant(), $"0{id}", id.Replace("rejected", "accepted", StringComparison.Ordinal), $"{id}-", $"256{id[id.IndexOf('-')..]}",
        ];
        foreach (var text in wrong)
        {
            await RefusedAsync(StatusCode.InvalidArgument, "ids[1]", id, text);
        }

        await RefusedAsync(StatusCode.NotFound, unknown, id, unknown);
        Assert.Equal(QuarantineState.Open, Assert.Single(await service.QuarantineAsync()).State);
        Assert.Equal(0, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));

        async Task RefusedAsync(StatusCode status, string words, params string[] ids)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => service.RedriveAsync(ids));
            Assert.Equal(status, refusal.StatusCode);
            Assert.StartsWith(words, refusal.Status.Detail, StringComparison.Ordinal);
        }
    }

    // Ahead of the clock by more than the usual window and less than the wider one.
    private static Event Ahead(string eventId, string shop = "shop-1", string text = "在吗")
        => Events.Message(eventId, shop, text)
            .With(e => e.OccurredAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(2)));

    private Task<Service> MendedAsync(params Event[] items) => MendedAsync([items]);

    /// <summary>The service after the cause was mended: the batches were all rejected by one with the usual window.</summary>
    private async Task<Service> MendedAsync(params IEnumerable<IEnumerable<Event>> batches)
    {
        string database;
        await using (var service = await Service.StartAsync(postgres, redis))
        {
            database = service.Database;
            foreach (var batch in batches)
            {
                Assert.All(await service.SubmitAsync(batch), result => Assert.Equal(ItemOutcome.Rejected, result.Outcome));
            }
        }

        return await Service.StartAsync(postgres, redis, database, WiderWindow);
    }
}
