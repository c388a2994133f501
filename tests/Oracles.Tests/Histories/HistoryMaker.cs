using CsPlatform.Domain.Rulebooks;

namespace Oracles.Tests.Histories;

/// <summary>
/// Makes up the history of a shop from a seed: a few buyers with a few consultations over some days, placed where rules change
/// their mind: the ends of hours, midnight, waits of exactly a limit and a millisecond beside it, re-contact after exactly ten
/// minutes. With queues, hand-over, offline messages, recalls, exclusions, clocks that are wrong, reports of users, deliveries that
/// come twice and in any order.
/// </summary>
internal sealed class HistoryMaker
{
    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    // 2025-02-26T00:00 in China: the histories run over the end of a month that is not a leap year's.
    private const long Origin = 1_740_499_200_000;

    // The limits of the platforms' rules, in milliseconds.
    private static readonly long[] Limits =
        [30 * Second, 2 * Minute, 3 * Minute, 5 * Minute, 10 * Minute, Hour];

    private static readonly long[] Edges =
    [
        0, 8 * Hour, 9 * Hour, 12 * Hour, 15 * Hour, 20 * Hour,
        (22 * Hour) + (58 * Minute), 23 * Hour, (23 * Hour) + (57 * Minute),
    ];

    private readonly int history;
    private readonly Dice dice;
    private readonly List<Fact> facts = [];
    private int consultations;

    private HistoryMaker(int history)
    {
        this.history = history;
        dice = new Dice(unchecked((ulong)history * 0xD1342543DE82EF95));
    }

    /// <summary>The deliveries of a history in the order of arrival.</summary>
    internal static IReadOnlyList<Fact> Make(int history)
    {
        var maker = new HistoryMaker(history);
        var buyers = 1 + maker.dice.Below(3);
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            maker.Buyer($"b{buyer}");
        }

        return maker.Delivered();
    }

    private void Buyer(string buyer)
    {
        var at = Origin + (dice.Below(3) * Day) + dice.Of(Edges) + Nudge();
        for (var remaining = 1 + dice.Below(4); remaining > 0; remaining--)
        {
            at = Consultation(buyer, at);
            at += dice.Below(4) switch
            {
                0 => (10 * Minute) + dice.Of(-1L, 0L, 1L),
                1 => dice.Of(Limits),
                2 => (long)dice.Below(5) * Hour,
                _ => Until(at, dice.Of(Edges)),
            };
        }

        if (dice.Chance(15))
        {
            Add(null, FactKind.Reported, at + (dice.Below(9) * Day) + Nudge(), fact => fact with { Buyer = buyer });
        }
    }

    // Gives when it ended.
    private long Consultation(string buyer, long at)
    {
        var id = $"c{consultations++}";
        var named = dice.Chance(85) ? buyer : null;
        if (dice.Chance(60))
        {
            Add(id, FactKind.Opened, at + dice.Of(0L, 0L, -5 * Second, 20 * Second), fact => fact with { Buyer = named });
        }

        if (dice.Chance(35))
        {
            Reply(id, at, dice.Of(SenderRole.Bot, SenderRole.Automatic, SenderRole.Automatic));
        }

        for (var remaining = dice.Below(8); remaining > 0; remaining--)
        {
            Happen(id, named, at);
            at += Step();
        }

        if (dice.Chance(50))
        {
            Add(id, FactKind.Closed, at += dice.Of(0L, Second, Minute));
        }

        if (dice.Chance(4))
        {
            Add(id, FactKind.Excluded, at + Hour);
        }

        return at;
    }

    private void Happen(string id, string? buyer, long at)
    {
        switch (dice.Below(20))
        {
            case < 9:
                Ask(id, buyer, at);
                break;
            case < 15:
                Reply(id, at, dice.Of(
                    SenderRole.HumanAgent, SenderRole.HumanAgent, SenderRole.HumanAgent, SenderRole.HumanAgent,
                    SenderRole.Bot, SenderRole.AssistedBot, SenderRole.Automatic, SenderRole.System));
                break;
            case 15:
                Add(id, FactKind.Queued, at);
                break;
            case 16:
                Add(id, FactKind.Assigned, at, fact => fact with { Agent = Agent() });
                break;
            case < 19:
                Add(id, FactKind.HandedOver, at, fact => fact with
                {
                    FromAgent = dice.Chance(70) ? Agent() : null, Agent = Agent(),
                });
                break;
            default:
                Add(id, dice.Chance(50) ? FactKind.Offline : FactKind.Closed, at);
                break;
        }
    }

    private void Ask(string id, string? buyer, long at) =>
        Say(id, at, fact => fact with { Role = SenderRole.Buyer, Buyer = buyer });

    private void Reply(string id, long at, SenderRole role) => Say(id, at, fact => fact with
    {
        Role = role,
        Agent = role is SenderRole.System || dice.Chance(15) ? null : Agent(),
    });

    private void Say(string id, long at, Func<Fact, Fact> message)
    {
        var said = Add(id, FactKind.Message, at, message);
        if (dice.Chance(5))
        {
            Add(id, FactKind.Recalled, at + dice.Of(-1L, Second, 2 * Minute), fact => fact with { Target = said.Id });
        }
        else if (dice.Chance(3))
        {
            Add(id, FactKind.Excluded, at + Minute, fact => fact with { Target = said.Id });
        }
    }

    private Fact Add(string? consultation, FactKind kind, long at, Func<Fact, Fact>? with = null)
    {
        // Clocks may differ by five minutes; what claims to be from later than that is from the future.
        var received = at + dice.Below(40) switch
        {
            0 => -(5 * Minute) - 1,
            1 => -(5 * Minute),
            2 => -(2 * Hour),
            3 => 3 * Hour,
            _ => 200,
        };
        var fact = new Fact(history, $"e{facts.Count:000}", consultation, kind, at, received);
        facts.Add(with is null ? fact : with(fact));
        return facts[^1];
    }

    private List<Fact> Delivered()
    {
        var delivered = facts.Concat(facts.Where(_ => dice.Chance(6))).ToList();
        if (dice.Chance(60))
        {
            for (var i = delivered.Count - 1; i > 0; i--)
            {
                var j = dice.Chance(50) ? i : dice.Below(i + 1);
                (delivered[i], delivered[j]) = (delivered[j], delivered[i]);
            }
        }

        return delivered;
    }

    private long Step() => dice.Below(10) switch
    {
        0 => 0,
        1 => 1,
        2 => dice.Below(20) * Second,
        3 => Minute,
        4 => 90 * Second,
        5 => (long)dice.Below(3) * Hour,
        _ => dice.Of(Limits) + dice.Of(-1L, 0L, 0L, 1L),
    };

    private long Nudge() => dice.Of(0L, -1L, 1L, -30 * Second, -Minute, Minute, dice.Below(3600) * Second);

    private string Agent() => dice.Of("a1", "a1", "a2", "a3");

    // From an instant to the next time that a wall clock in China shows this.
    private static long Until(long at, long timeOfDay)
    {
        var ahead = (timeOfDay - (at - Origin)) % Day;
        return ahead < 0 ? ahead + Day : ahead;
    }
}
