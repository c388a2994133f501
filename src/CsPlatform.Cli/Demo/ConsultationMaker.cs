using CsPlatform.Cli.Simulating;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>
/// Makes one consultation: questions, answers in time or not, now and then a rating and a transfer; and counts it. It begins
/// and ends on the same day. Answers after exactly 180 s and after 181 s come up often: by the shipped rules the last in time and the
/// first that is not.
/// </summary>
internal sealed class ConsultationMaker(
    ShopExpectation shop, SeededRandom random, string id, DateOnly day, Action<string, DateTimeOffset, Action<Event>> add)
{
    // The market's own habits, whatever the rules are: good agents answer within three minutes, most buyers write between 9 and 23.
    private const int LimitSeconds = 180;
    private const int OpensAtSecond = 9 * 3600;
    private const int ClosesAtSecond = 23 * 3600;
    private readonly List<(DateTimeOffset At, SenderRole Role)> said = [];
    private DateTimeOffset now;
    private DateTimeOffset asked;
    private int step;

    public void Make()
    {
        var second = StartSecond();
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddSeconds(second), TimeSpan.FromHours(8));
        now = start;
        var isInTime = random.Chance(shop.Plan.QualityOn(day));
        var buyer = $"buyer-{random.Below(5_000):0000}";
        Add(e => e.ConsultationOpened = new ConsultationOpened { ConsultationId = id, BuyerId = buyer });
        Ask(buyer);
        if (random.Chance(40))
        {
            now = now.AddSeconds(1);
            Say(new MessageSent { ConsultationId = id, Role = SenderRole.Bot });
        }

        Talk(buyer, isInTime);
        if (shop.Rules.IsMeasured(second))
        {
            shop.CountReply(day, shop.Rules.IsInTime(said));
        }

        if (!shop.Plan.IsSelfRunOn(day))
        {
            shop.CountCharge(start, isTransfer: false);
        }
        else if (random.Chance(30))
        {
            Transfer();
        }

        Rate(isInTime);
        now = now.AddSeconds(random.Between(1, 60));
        Add(e => e.ConsultationClosed = new ConsultationClosed { ConsultationId = id, ClosedBy = "timer" });
    }

    /// <summary>Mostly in the assessed hours, their first and last second included; one in ten outside.</summary>
    private int StartSecond() => random.Below(20) switch
    {
        0 => random.Between(6 * 3600, OpensAtSecond),
        1 => random.Between(ClosesAtSecond, ClosesAtSecond + 600),
        2 => OpensAtSecond,
        3 => ClosesAtSecond - 1,
        _ => random.Between(OpensAtSecond, ClosesAtSecond),
    };

    /// <summary>
    /// One to three questions, each answered before the next. A consultation is late when one answer is late or missing.
    /// </summary>
    private void Talk(string buyer, bool isInTime)
    {
        var questions = random.Between(1, 4);
        var late = isInTime ? 0 : random.Between(1, questions + 1);
        for (var question = 1; question <= questions; question++)
        {
            if (question > 1)
            {
                now = now.AddSeconds(random.Between(5, 120));
                Ask(buyer);
            }

            if (question == late && random.Chance(30))
            {
                now = now.AddSeconds(LimitSeconds + 60);
                return;
            }

            Reply(question == late);
        }
    }

    private void Ask(string buyer)
    {
        asked = now;
        Say(new MessageSent { ConsultationId = id, Role = SenderRole.Buyer, BuyerId = buyer });
    }

    private void Reply(bool isLate)
    {
        var seconds = (isLate, random.Chance(15)) switch
        {
            (false, true) => LimitSeconds,
            (false, false) => random.Between(3, LimitSeconds),
            (true, true) => LimitSeconds + 1,
            (true, false) => random.Between(LimitSeconds + 1, 600),
        };
        now = asked.AddSeconds(seconds);
        Say(new MessageSent { ConsultationId = id, Role = SenderRole.HumanAgent, AgentId = "agent-1" });
    }

    /// <summary>By the user after the sale in most cases, which is charged once however often; the rest is not charged.</summary>
    private void Transfer()
    {
        var (initiator, kind) = random.Below(10) switch
        {
            0 => (TransferInitiator.Agent, ConsultationKind.AfterSales),
            1 => (TransferInitiator.User, ConsultationKind.PreSales),
            _ => (TransferInitiator.User, ConsultationKind.AfterSales),
        };
        var isCharged = initiator == TransferInitiator.User && kind == ConsultationKind.AfterSales;
        var times = random.Chance(10) ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            now = now.AddSeconds(random.Between(5, 60));
            if (isCharged && i == 0)
            {
                shop.CountCharge(now, isTransfer: true);
            }

            var transferred = new ConsultationTransferred { ConsultationId = id, Initiator = initiator, Kind = kind };
            Add(e => e.ConsultationTransferred = transferred);
        }
    }

    private void Rate(bool isInTime)
    {
        if (!random.Chance(35))
        {
            return;
        }

        var stars = isInTime ? random.Between(3, 6) : random.Between(1, 5);
        now = now.AddSeconds(random.Between(5, 60));
        Add(e => e.ConsultationRated = new ConsultationRated { ConsultationId = id, Stars = stars });
        shop.CountRating(day, stars);
    }

    private void Say(MessageSent message)
    {
        said.Add((now, message.Role));
        Add(e => e.MessageSent = message);
    }

    private void Add(Action<Event> fill) => add($"{id}-{++step:00}", now, fill);
}
