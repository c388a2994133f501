using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Rulebooks;
using CsPlatform.TestSupport;
using Faults.Tests.Support;
using Grpc.Core;
using NodaTime;
using NodaTime.Text;
using Xunit.Abstractions;

namespace CsPlatform.Metrics.Tests;

/// <summary>
/// Every platform's figures while processes are killed, also in the middle of a closing, a second one runs by mistake, Redis is emptied and
/// goes, and Postgres crashes. Afterwards they are held against the same feed counted from scratch and closed at one go.
/// </summary>
[Collection("stores")]
public class FigureFaultTests(PostgresFixture postgres, RedisFixture redis, ITestOutputHelper output)
{
    // Past the end of the month and of the trailing days that hold the last event.
    private const int DaysAfter = 40;

    private static readonly int Seed = FaultSeed.Or(11);
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    private readonly Random random = new(Seed);
    private readonly Dictionary<Fault, int> struck = [];
    private readonly List<Event> sent = [];
    private MetricsProcess? process;
    private MetricsProcess? second;
    private bool isRedisGone;

    private enum Fault
    {
        Kill,
        Close,
        KillWhileClosing,
        SecondComesOrGoes,
        RedisEmptied,
        RedisGoesOrComes,
        PostgresCrashes,
    }

    [Fact]
    public async Task Whatever_strikes_the_figures_are_those_from_scratch_and_each_revision_is_told_once()
    {
        output.WriteLine($"{FaultSeed.Variable}={Seed}");
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.StopMetricsAsync();
        try
        {
            await LiveAsync(stack);
        }
        finally
        {
            process?.Dispose();
            second?.Dispose();
        }

        await stack.StartMetricsAsync();
        var feed = await WholeFeed.OfAsync(stack.Ingestion);
        Assert.Equal(sent.Count, feed.Count);
        await using var scratch = await FoldBench.StartAsync(postgres, redis);
        await scratch.ApplyAsync([.. FoldBench.Segments(feed)]);
        foreach (var platform in Catalogue.Platforms)
        {
            var through = LastDay(platform).PlusDays(DaysAfter);
            var closed = await stack.CloseAsync(LocalDatePattern.Iso.Format(through), platform);
            Assert.Equal(0, closed.PoisonOpen);
            await scratch.CloseAsync(platform, through, Partitions.All);
        }

        var line = $"{await new FigureProof(stack, scratch).ProveAsync()} of {sent.Count:N0} events; "
            + $"{string.Join(", ", struck.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key} {fault.Value}"))}; seed {Seed}";
        output.WriteLine(line);
        TestSummary.Write("faults figures", line);
    }

    // Sends everything, and something strikes with every other batch.
    private async Task LiveAsync(Stack stack)
    {
        process = await MetricsProcess.StartAsync(stack);
        var events = new EveryPlatform(Catalogue, Seed).Events(said: 120, beside: 40);
        var faults = Faults();
        var batches = events.Chunk((events.Count / ((2 * faults.Length) + 1)) + 1).ToList();
        for (var i = 0; i < batches.Count; i++)
        {
            var sending = SendAsync(stack, batches[i]);
            if (i % 2 == 1 && i / 2 < faults.Length)
            {
                await Task.Delay(random.Next(150));
                await StrikeAsync(stack, faults[i / 2]);
            }

            await sending;
        }

        Assert.Equal(faults.Length, struck.Values.Sum());
    }

    private Fault[] Faults()
    {
        Fault[] faults =
        [
            .. Enumerable.Repeat(Fault.Kill, 2), .. Enumerable.Repeat(Fault.Close, 2), .. Enumerable.Repeat(Fault.KillWhileClosing, 2),
            Fault.SecondComesOrGoes, Fault.SecondComesOrGoes, Fault.RedisEmptied, Fault.RedisGoesOrComes, Fault.RedisGoesOrComes,
            Fault.PostgresCrashes,
        ];
        random.Shuffle(faults);
        return faults;
    }

    // In any order, and with copies of what was sent before.
    private async Task SendAsync(Stack stack, Event[] batch)
    {
        Event[] all = [.. batch, .. Enumerable.Range(0, Math.Min(sent.Count, batch.Length / 10)).Select(_ => sent[random.Next(sent.Count)])];
        random.Shuffle(all);
        sent.AddRange(batch);
        await stack.SubmitUntilTakenAsync(all);
    }

    private async Task StrikeAsync(Stack stack, Fault fault)
    {
        struck[fault] = struck.GetValueOrDefault(fault) + 1;
        switch (fault)
        {
            case Fault.Kill:
                await KillAsync();
                break;
            case Fault.Close:
                await CloseSomeDaysAsync();
                break;
            case Fault.KillWhileClosing:
                var closing = CloseSomeDaysAsync();
                await Task.Delay(random.Next(300));
                await KillAsync();
                await closing;
                break;
            case Fault.SecondComesOrGoes when second is null:
                second = await MetricsProcess.StartAsync(stack);
                break;
            case Fault.SecondComesOrGoes:
                second.Kill();
                break;
            case Fault.RedisEmptied when !isRedisGone:
                await redis.EmptyAsync();
                break;
            case Fault.RedisGoesOrComes when !isRedisGone:
                redis.KillServer();
                isRedisGone = true;
                break;
            case Fault.RedisGoesOrComes:
                await redis.StartServerAsync();
                isRedisGone = false;
                break;
            case Fault.PostgresCrashes:
                postgres.KillServer();
                await postgres.StartServerAsync();
                break;
            default:
                break;
        }
    }

    private async Task KillAsync()
    {
        process!.Kill();
        process.Start();
        await process.ServesAsync();
    }

    // Up to some day that events of the platform were sent of: the rest of it comes late.
    private async Task CloseSomeDaysAsync()
    {
        var days = Catalogue.Platforms.ToDictionary(platform => platform, platform =>
        {
            var known = sent.Where(one => one.Shop.Platform == platform).ToList();
            return LocalDatePattern.Iso.Format(Day(known[random.Next(known.Count)]));
        });
        foreach (var (platform, through) in days)
        {
            await Eventually.HoldsAsync(() => IsClosedAsync(platform, through), $"{platform} is closed through {through}", 60);
        }
    }

    private async Task<bool> IsClosedAsync(string platform, string through)
    {
        try
        {
            await Stack.CloseAsync(process!.Client, through, platform);
            return true;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal)
        {
            return false;
        }
    }

    private LocalDate LastDay(string platform) => sent.Where(one => one.Shop.Platform == platform).Max(Day);

    private static LocalDate Day(Event one) => ChinaTime.Day(FromProto.Instant(one.OccurredAt));
}
