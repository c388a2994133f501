using System.Diagnostics;
using System.Globalization;
using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using Grpc.Core;
using NodaTime;

namespace Benchmarks.Metrics;

/// <summary>
/// Very many armed clocks: arming and stopping them in Redis against redis-benchmark, in turns; their memory against one plain sorted set; building
/// them anew when Redis has lost them; and how late they ring, from the instant of a stage until a follower of the feed has heard of it.
/// </summary>
internal static class Clocks
{
    private const int RowsAtOnce = 5_000;
    private static readonly Duration Spread = Duration.FromMinutes(10);
    private static readonly Duration Limit = Duration.FromMinutes(3);

    internal static async Task<Report> RunAsync(Settings settings, Action<string> note)
    {
        await using var stack = await ClockStack.StartAsync();
        var report = new Report("clocks");
        report.Set("clocks", settings.Clocks);
        await CompareSpeedAsync(stack, settings, report, note);
        var theirs = await stack.Peer.BytesPerMemberAsync(settings.Clocks);
        await stack.HoldsAsync(0);
        var empty = await stack.UsedMemoryAsync();
        var first = SystemClock.Instance.GetCurrentInstant() + Duration.FromSeconds(60 + (settings.Clocks / 5_000));
        var armed = await ArmAsync(stack, settings.Clocks, first);
        await stack.HoldsAsync(settings.Clocks);
        var ours = (await stack.UsedMemoryAsync() - empty) / (double)settings.Clocks;
        note(FormattableString.Invariant($"{settings.Clocks} armed durably at {armed:0}/s; {ours:0} bytes each, {theirs:0} in a plain sorted set"));
        report.Add("memory", ("bytes_per_clock", ours), ("bytes_per_member", theirs), ("ratio", ours / theirs));
        report.Add("arm", ("durable_per_second", armed));
        var built = await RebuildAsync(stack, settings.Clocks);
        note(FormattableString.Invariant($"built anew in {built:0.00} s"));
        report.Add("rebuild", ("seconds", built), ("seconds_per_million", built * 1_000_000 / settings.Clocks));
        await RingAsync(stack, settings, report, first, note);
        return report;
    }

    private static async Task CompareSpeedAsync(ClockStack stack, Settings settings, Report report, Action<string> note)
    {
        var count = Math.Min(settings.Clocks, 200_000);
        var ids = Enumerable.Range(0, count).Select(i => (Partition: i % Partitions.Count, Id: Guid.NewGuid())).ToArray();
        var far = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds();
        var (here, added, both) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= settings.Rounds; round++)
        {
            await stack.HoldsAsync(0);
            var start = Stopwatch.GetTimestamp();
            Array.ForEach(ids, clock => stack.Writer.Tell(clock.Partition, clock.Id, far, isNew: true));
            await stack.HoldsAsync(count);
            Array.ForEach(ids, clock => stack.Writer.Tell(clock.Partition, clock.Id, null, isNew: false));
            await stack.HoldsAsync(0);
            var ours = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            var (zadd, zrem) = await stack.Peer.SpeedAsync(count);
            note(FormattableString.Invariant($"{ours:0} clocks/s armed and stopped; redis-benchmark {zadd:0} ZADD/s, {zrem:0} ZREM/s"));
            if (round > 0)
            {
                here.Add(ours);
                added.Add(zadd);
                both.Add(1 / ((1 / zadd) + (1 / zrem)));
            }
        }

        report.Set("arm_and_stop_per_second", here);
        report.Set("zadd_per_second", added);
        report.Add(
            "speed",
            ("clocks_per_second", Statistics.Median(here)),
            ("zadd_per_second", Statistics.Median(added)),
            ("ratio", Statistics.Median(here.Zip(added, (ours, theirs) => ours / theirs))),
            ("ratio_to_zadd_and_zrem", Statistics.Median(here.Zip(both, (ours, theirs) => ours / theirs))));
    }

    // Rows as the fold writes them, told to Redis as the fold tells it. Clocks a second.
    private static async Task<double> ArmAsync(ClockStack stack, int clocks, Instant first)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var numbers in Enumerable.Range(0, clocks).Chunk(RowsAtOnce))
        {
            var rows = numbers.Select(number => Row(number, first + (Spread * number / clocks))).ToList();
            await stack.Database.InTransactionAsync(
                (_, transaction, token) => ClockStore.SaveAsync(transaction, rows, token), CancellationToken.None);
            rows.ForEach(row => stack.Writer.Tell(row.Partition, row.Id, row.NextAt, isNew: true));
        }

        return clocks / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static ClockRow Row(int number, Instant firstWarning)
    {
        var shop = new ShopKey(Chat.Platform, Chat.ShopId(number % Chat.Shops));
        var subject = new ClockSubject(shop, CsPlatform.Domain.Clocks.ClockKind.Turn, string.Create(CultureInfo.InvariantCulture, $"c-{number:D9}"));
        var due = firstWarning + Duration.FromSeconds(60);
        var key = new ClockKey(Chat.Metric, new EventKey("im-gateway", string.Create(CultureInfo.InvariantCulture, $"msg-{number:D9}")), due - Limit, due);
        var citation = new RuleCitation(Chat.Platform, "2024-07-01", new string('0', 64), Chat.Metric, "handbook 1.3");
        var clock = new RunningClock(
            CsPlatform.Domain.Clocks.ClockKind.Turn, key, citation, DueInclusive: true, [Duration.FromSeconds(60), Duration.FromSeconds(30)]);
        return new ClockRow(Partitions.Of(shop.Platform, shop.ShopId), subject.Id(), subject, [clock]);
    }

    // Seconds from the loss until Redis holds every clock again, found and mended by the service itself.
    private static async Task<double> RebuildAsync(ClockStack stack, int clocks)
    {
        var start = Stopwatch.GetTimestamp();
        await stack.LoseAsync();
        await stack.HoldsAsync(clocks);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task RingAsync(ClockStack stack, Settings settings, Report report, Instant first, Action<string> note)
    {
        var request = await stack.FollowRingsAsync();
        var early = first - SystemClock.Instance.GetCurrentInstant();
        note(FormattableString.Invariant($"the first rings in {early.TotalSeconds:0} s"));
        var limit = Duration.Max(early, Duration.Zero) + Duration.FromSeconds(settings.Seconds);
        using var ending = new CancellationTokenSource(limit.ToTimeSpan());
        using var call = new MetricsService.MetricsServiceClient(stack.Channel).FollowFigures(request, cancellationToken: ending.Token);
        var (heard, rang) = (new List<double>(), new List<double>());
        try
        {
            await foreach (var part in call.ResponseStream.ReadAllAsync(ending.Token))
            {
                var now = DateTimeOffset.UtcNow;
                foreach (var ring in part.Records.Select(record => record.ClockRang))
                {
                    var stage = ring.Clock.DueAt.ToDateTimeOffset() - (ring.Before?.ToTimeSpan() ?? TimeSpan.Zero);
                    heard.Add((now - stage).TotalMilliseconds);
                    rang.Add((ring.RangAt.ToDateTimeOffset() - stage).TotalMilliseconds);
                }
            }
        }
        catch (Exception e) when (ending.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // The time is up.
        }

        if (heard.Count == 0)
        {
            throw new InvalidOperationException("No clock rang: the figures would mean nothing.");
        }

        report.Add(
            "lateness",
            ("rang_p50_ms", Statistics.Median(rang)),
            ("rang_p99_ms", Statistics.At(rang, 0.99)),
            ("heard_p50_ms", Statistics.Median(heard)),
            ("heard_p99_ms", Statistics.At(heard, 0.99)),
            ("rings_per_second", heard.Count / (double)settings.Seconds));
        note(FormattableString.Invariant($"{heard.Count} rings in {settings.Seconds} s"));
    }
}
