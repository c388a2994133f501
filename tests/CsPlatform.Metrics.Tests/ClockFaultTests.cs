using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;
using Xunit.Abstractions;
using EventReference = CsPlatform.Ingestion.V1.EventReference;

namespace CsPlatform.Metrics.Tests;

/// <summary>
/// Thousands of turns, answers, hand-overs and recalls in real time, while processes are killed, Redis is emptied and goes, Postgres
/// crashes, and two services ring on the same database. Afterwards the feed is held against what was sent.
/// </summary>
[Collection("stores")]
public class ClockFaultTests(PostgresFixture postgres, RedisFixture redis, ITestOutputHelper output)
{
    // Its first answers are due after 180 s at any hour of the day.
    private const string Platform = "suning";
    private const int Limit = 180;
    private const int Rounds = 60;

    private readonly Random random = new(5);
    private readonly Dictionary<string, Wait> waits = [];
    private int number;

    [Fact]
    public async Task Each_stage_is_told_once_none_for_an_answered_turn_and_none_is_lost()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        var processes = new List<MetricsProcess> { await MetricsProcess.StartAsync(stack), await MetricsProcess.StartAsync(stack) };
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await FaultAsync(stack, processes, round);
                await SubmitAsync(stack, Batch(round));
            }

            await Eventually.HoldsAsync(async () => Missing(await stack.FeedAsync()).Count == 0, "every missed turn is told", 300);
            Check(await stack.FeedAsync());
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    private async Task FaultAsync(Stack stack, List<MetricsProcess> processes, int round)
    {
        switch (round)
        {
            case 8:
                await redis.EmptyAsync();
                break;
            case 14 or 40:
                processes[0].Kill();
                processes[0].Start();
                break;
            case 20:
                redis.KillServer();
                break;
            case 28:
                await redis.StartServerAsync();
                break;
            case 34:
                postgres.KillServer();
                await postgres.StartServerAsync();
                break;
            case 46:
                await stack.StopMetricsAsync();
                await stack.StartMetricsAsync();
                break;
            default:
                break;
        }
    }

    private List<Event> Batch(int round)
    {
        var now = DateTimeOffset.UtcNow;
        var events = new List<Event>();
        for (var i = 0; i < 25; i++)
        {
            // As old as it takes for the one or the other stage to come within the next seconds, the last ones older.
            var wait = new Wait($"c{waits.Count:00000}", now.AddSeconds(-random.Next(90 + round, Limit + 15)));
            waits.Add(wait.Consultation, wait);
            events.Add(Event(wait, wait.AskedAt, new MessageSent { ConsultationId = wait.Consultation, Role = SenderRole.Buyer }, out var asked));
            wait.Question = asked;
        }

        foreach (var wait in waits.Values.Where(wait => !wait.IsOver && random.Next(40) == 0).ToList())
        {
            wait.IsOver = true;
            if (random.Next(6) == 0)
            {
                wait.IsRecalled = true;
                events.Add(Recall(wait, now));
                continue;
            }

            // Sometimes the answer was given before and only now arrives.
            wait.AnsweredAt = random.Next(4) == 0 ? now.AddSeconds(-random.Next(1, 40)) : now;
            wait.AnsweredAt = wait.AnsweredAt < wait.AskedAt ? wait.AskedAt : wait.AnsweredAt;
            events.Add(Event(wait, wait.AnsweredAt.Value, new MessageSent
            {
                ConsultationId = wait.Consultation, Role = SenderRole.HumanAgent, AgentId = "agent-1",
            }, out _));
        }

        return events;
    }

    private async Task SubmitAsync(Stack stack, List<Event> events)
    {
        await stack.SubmitUntilTakenAsync(events);
        var acknowledged = DateTimeOffset.UtcNow;
        foreach (var wait in waits.Values.Where(wait => wait is { IsOver: true, OverKnownAt: null }))
        {
            wait.OverKnownAt = acknowledged;
        }
    }

    // Turns that nobody answered and of which nobody was told.
    private List<string> Missing(List<FigureRecord> records)
    {
        var breached = Breaches(records).Select(rang => rang.Clock.SubjectId).ToHashSet();
        return [.. waits.Values.Where(wait => !wait.IsOver && !breached.Contains(wait.Consultation)).Select(wait => wait.Consultation)];
    }

    private static IEnumerable<ClockRang> Breaches(List<FigureRecord> records) =>
        records.Select(record => record.ClockRang).Where(rang => rang?.Clock.Stage == ClockStage.Breached);

    private void Check(List<FigureRecord> records)
    {
        var rang = records.Select(record => record.ClockRang).Where(rang => rang is not null).ToList();
        var stages = rang.Select(one => (one.Clock.SubjectId, one.Clock.ArmedBy, one.Before)).ToList();
        Assert.Equal(stages.Count, stages.Distinct().Count());
        foreach (var one in rang)
        {
            var wait = waits[one.Clock.SubjectId];
            Assert.Equal(wait.AskedAt.AddSeconds(Limit), one.Clock.DueAt.ToDateTimeOffset());
            Assert.False(wait.OverKnownAt < one.RangAt.ToDateTimeOffset(), $"{wait} rang at {one.RangAt} though it was over.");
        }

        var stops = records.Select(record => record.ClockStopped).Where(stopped => stopped is not null).ToList();
        Assert.Equal(stops.Count, stops.Select(stop => stop.Clock.SubjectId).Distinct().Count());
        var expected = rang.Select(one => one.Clock.SubjectId).Distinct().Where(id => waits[id].IsOver).Order().ToList();
        Assert.Equal(expected, stops.Select(stop => stop.Clock.SubjectId).Order());
        Assert.All(stops, stop => Assert.Equal(waits[stop.Clock.SubjectId].Reason, stop.Reason));
        Report(rang, stops.Count);
    }

    private void Report(List<ClockRang> rang, int stops)
    {
        var late = rang.Select(one => ((one.Before?.ToTimeSpan() ?? TimeSpan.Zero) - one.Left.ToTimeSpan()).TotalMilliseconds).Order().ToList();
        output.WriteLine(
            $"{waits.Count} turns, {rang.Count} stages told, {stops} clocks stopped; lateness under faults: median {late[late.Count / 2]:0} ms, "
            + $"p99 {late[late.Count * 99 / 100]:0} ms, most {late[^1]:0} ms");
    }

    private Event Event(Wait wait, DateTimeOffset at, MessageSent message, out EventReference reference)
    {
        var made = new Event
        {
            Source = "im",
            EventId = $"e{number++:000000}",
            Shop = new ShopKey { Platform = Platform, ShopId = wait.Shop },
            OccurredAt = Timestamp.FromDateTimeOffset(at),
            MessageSent = message,
        };
        reference = new EventReference { Source = made.Source, EventId = made.EventId };
        return made;
    }

    private Event Recall(Wait wait, DateTimeOffset at)
    {
        var made = Event(wait, at, new MessageSent(), out _);
        made.MessageRecalled = new MessageRecalled { ConsultationId = wait.Consultation, Message = wait.Question };
        return made;
    }

    /// <summary>A buyer who waits.</summary>
    private sealed record Wait(string Consultation, DateTimeOffset AskedAt)
    {
        internal string Shop { get; } = $"shop-{Consultation.GetHashCode(StringComparison.Ordinal) & 15}";

        internal EventReference? Question { get; set; }

        internal bool IsOver { get; set; }

        internal bool IsRecalled { get; set; }

        internal DateTimeOffset? AnsweredAt { get; set; }

        /// <summary>When ingestion had acknowledged what ended it.</summary>
        internal DateTimeOffset? OverKnownAt { get; set; }

        internal ClockStopReason Reason => IsRecalled ? ClockStopReason.NoLongerDue
            : AnsweredAt <= AskedAt.AddSeconds(Limit) ? ClockStopReason.InTime
            : ClockStopReason.Late;
    }
}
