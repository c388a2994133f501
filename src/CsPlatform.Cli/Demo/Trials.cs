using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Demo;

/// <summary>
/// Three invented shops beside the market, each on a platform of its own: one that is warned, fined and restricted and appeals with success,
/// one that a good day frees, one whose removal is proposed.
/// </summary>
internal static class Trials
{
    public const string Appealing = "demo-willow";
    public const string Recovering = "demo-reed";
    public const string Proposed = "demo-heron";
    public const string OfAppealing = "pinduoduo";
    public const string OfRecovering = "taobao-tejia";
    public const string OfProposed = "douyin";
    private const string Source = "demo-trials";

    /// <summary>The days on which things happen.</summary>
    public static DateOnly First { get; } = new(2026, 2, 2);

    /// <summary>The last day that is closed: every restriction of fixed length has ended by then.</summary>
    public static DateOnly LastClosed { get; } = new(2026, 2, 8);

    /// <summary>What happens, as events.</summary>
    public static IReadOnlyList<Event> Events { get; } = [.. Make()];

    private static IEnumerable<Event> Make()
    {
        // 10 consumers: 8 answered in a minute, 2 after half an hour: 80 % within five minutes, all within the hour.
        var willow = new ShopKey { Platform = OfAppealing, ShopId = Appealing };
        foreach (var e in Talks(willow, First, 10, number => number < 8 ? 60 : 1_800))
        {
            yield return e;
        }

        // 120 consumers, 70 of whom nobody answers: 50 of 120 within the hour.
        foreach (var e in Talks(willow, First.AddDays(1), 120, number => number < 50 ? 60 : null))
        {
            yield return e;
        }

        yield return Sent(willow, "abuse-1", First.AddDays(2), 10 * 3_600, e => e.ConductIncidentDecided = new ConductIncidentDecided
        {
            IncidentId = "demo-abuse-1", RuleId = "pdd.ladder.abuse", Deed = "abuse", DoneAt = At(First.AddDays(1), 12 * 3_600),
            Decision = IncidentDecision.Upheld,
        });

        // 3 of 8 on the first day, 5 of 10 on the second.
        var reed = new ShopKey { Platform = OfRecovering, ShopId = Recovering };
        foreach (var e in Talks(reed, First, 8, number => number < 3 ? 60 : 1_800)
            .Concat(Talks(reed, First.AddDays(1), 10, number => number < 5 ? 60 : 1_800)))
        {
            yield return e;
        }

        // Ten reviews of three stars throughout.
        var heron = new ShopKey { Platform = OfProposed, ShopId = Proposed };
        for (var i = 0; i < 10; i++)
        {
            var number = i;
            yield return Sent(heron, $"review-{i}", First, 12 * 3_600 + i, e => e.ReviewGiven = new ReviewGiven
            {
                ReviewId = $"review-{number}", OrderId = $"order-{number}", BuyerId = $"buyer-{number}", DealAt = At(First.AddDays(-3), 0),
                Stars = { Stars(ReviewItem.Description), Stars(ReviewItem.Service), Stars(ReviewItem.Logistics) },
            });
        }
    }

    // Each buyer asks once at 10:00 or soon after; an answer comes so many seconds later, or never.
    private static IEnumerable<Event> Talks(ShopKey shop, DateOnly day, int buyers, Func<int, int?> answerAfter)
    {
        for (var number = 0; number < buyers; number++)
        {
            var (consultation, buyer, asked) = ($"{day:MMdd}-{number:000}", $"buyer-{number:000}", 36_000 + number);
            yield return Sent(shop, $"{consultation}-a", day, asked, e => e.MessageSent = new MessageSent
            {
                ConsultationId = consultation, Role = SenderRole.Buyer, BuyerId = buyer,
            });
            if (answerAfter(number) is { } seconds)
            {
                yield return Sent(shop, $"{consultation}-b", day, asked + seconds, e => e.MessageSent = new MessageSent
                {
                    ConsultationId = consultation, Role = SenderRole.HumanAgent, AgentId = "agent-1",
                });
            }
        }
    }

    private static ReviewStars Stars(ReviewItem item) => new() { Item = item, Stars = 3 };

    private static Event Sent(ShopKey shop, string id, DateOnly day, int second, Action<Event> fill)
    {
        var made = new Event { Source = Source, EventId = id, Shop = shop, OccurredAt = At(day, second) };
        fill(made);
        return made;
    }

    private static Timestamp At(DateOnly day, int second) =>
        Timestamp.FromDateTimeOffset(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddSeconds(second), TimeSpan.FromHours(8)));
}
