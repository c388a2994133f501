using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Simulating;

/// <summary>
/// Makes one consultation: robots, queues, hand-overs, answers in time or not, recalls, ratings and what is decided about it later. Answers after
/// exactly 180 seconds and after 181 come up often.
/// </summary>
internal sealed class TalkMaker(ShopDay day, string id, string buyer, long startsAt)
{
    private const int LimitMillis = 180_000;
    private const int Second = 1_000;
    private const int Hour = 3_600 * Second;
    private readonly SeededRandom random = day.Random;
    private readonly List<(string Id, long At)> messages = [];
    private long now = startsAt;
    private string agent = $"agent-{day.Random.Below(day.Shop.Agents) + 1}";

    /// <summary>Makes it; returns when it ended, in milliseconds since 1970.</summary>
    public long Make()
    {
        if (day.Percent(70))
        {
            day.Add(now, e => e.ConsultationOpened = new ConsultationOpened { ConsultationId = id, BuyerId = buyer });
            now += random.Below(3 * Second);
        }

        Ask();
        if (day.Percent(40))
        {
            Say(now + random.Between(200, 1_500), SenderRole.Automatic);
        }

        var fate = random.Below(100);
        var metRobot = fate is >= 2 and < 6 || day.Percent(25);
        if (metRobot)
        {
            Robot();
        }

        if (fate < 2)
        {
            GoOffline();
        }
        else if (fate >= 6)
        {
            MeetPeople(metRobot);
        }

        return End();
    }

    private void Robot()
    {
        for (var turn = random.Between(1, 3); turn > 0; turn--)
        {
            now = Say(now + random.Between(0, 3 * Second), SenderRole.Bot);
            if (turn > 1)
            {
                now += random.Between(5 * Second, 60 * Second);
                Ask();
            }
        }
    }

    private void GoOffline()
    {
        now += random.Below(20 * Second);
        day.Add(now, e => e.ConsultationQueued = new ConsultationQueued { ConsultationId = id });
        now += random.Between(Second, 120 * Second);
        day.Add(now, e => e.ConsultationWentOffline = new ConsultationWentOffline { ConsultationId = id });
        if (day.Percent(50))
        {
            now += random.Below(60 * Second);
            Ask();
        }
    }

    private void MeetPeople(bool metRobot)
    {
        if (day.Percent(30))
        {
            now += random.Below(5 * Second);
            day.Add(now, e => e.ConsultationQueued = new ConsultationQueued { ConsultationId = id });
        }

        if (metRobot || day.Percent(70))
        {
            now += random.Below(30 * Second);
            day.Add(now, e => e.ConsultationAssigned = new ConsultationAssigned { ConsultationId = id, AgentId = agent });
        }

        for (var round = random.Between(1, 4); round > 0; round--)
        {
            if (!Answer() && day.Percent(60))
            {
                return;
            }

            if (round > 1)
            {
                now += random.Between(5 * Second, 240 * Second);
                Ask();
            }
        }
    }

    // The buyer's question, now and then in several messages.
    private void Ask()
    {
        Say(now, SenderRole.Buyer);
        for (var more = random.Below(100) switch { < 70 => 0, < 92 => 1, _ => 2 }; more > 0; more--)
        {
            now = Say(now + random.Between(Second, 25 * Second), SenderRole.Buyer);
        }
    }

    // An agent's answer, often from another one than who was asked. False: none came.
    private bool Answer()
    {
        var quality = day.IsBad ? day.Shop.QualityPermille / 2 : day.Shop.QualityPermille;
        var (isInTime, isExact) = (day.Permille(quality), day.Percent(6));
        var wait = (isInTime, isExact) switch
        {
            (true, true) => LimitMillis,
            // Most answers in time come long before the limit.
            (true, false) => (int)((long)random.Below(LimitMillis + 1) * random.Below(1_000) / 1_000),
            (false, true) => LimitMillis + Second,
            (false, false) => random.Between(LimitMillis + 1, 12 * LimitMillis),
        };
        if (day.Shop.Agents > 1 && day.Percent(5))
        {
            HandOver(now + random.Below(wait + 1));
        }

        if (!isInTime && day.Percent(25))
        {
            now += wait;
            return false;
        }

        now = Say(now + wait, day.Percent(8) ? SenderRole.AssistedBot : SenderRole.HumanAgent);
        return true;
    }

    private void HandOver(long at)
    {
        var (from, to) = (agent, $"agent-{random.Below(day.Shop.Agents) + 1}");
        day.Add(at, e => e.ConsultationHandedOver = new ConsultationHandedOver { ConsultationId = id, FromAgentId = from, ToAgentId = to });
        agent = to;
    }

    private long Say(long at, SenderRole role)
    {
        var isOfAgent = role is SenderRole.HumanAgent or SenderRole.AssistedBot && !day.Percent(3);
        var said = new MessageSent
        {
            ConsultationId = id,
            Role = role,
            BuyerId = role == SenderRole.Buyer ? buyer : "",
            AgentId = isOfAgent ? agent : "",
        };
        messages.Add((day.Add(at, e => e.MessageSent = said), at));
        return at;
    }

    private long End()
    {
        if (day.Permille(25))
        {
            Recall();
        }

        var endedAt = now;
        if (day.Percent(90))
        {
            endedAt = now + random.Between(10 * Second, 600 * Second);
            day.Add(endedAt, e => e.ConsultationClosed = new ConsultationClosed { ConsultationId = id, ClosedBy = "timer" });
        }

        if (day.Percent(18))
        {
            Rate(endedAt);
        }

        Decide(endedAt);
        return endedAt;
    }

    // Some take a message back at once, some on another day.
    private void Recall()
    {
        var (message, at) = messages[random.Below(messages.Count)];
        var after = day.Percent(80) ? random.Between(2 * Second, 120 * Second) : random.Between(6 * Hour, 60 * Hour);
        day.Add(at + after, e => e.MessageRecalled = new MessageRecalled
        {
            ConsultationId = id, Message = new EventReference { EventId = message },
        });
    }

    private void Rate(long endedAt)
    {
        for (var times = day.Percent(10) ? 2 : 1; times > 0; times--)
        {
            endedAt += random.Between(5 * Second, 300 * Second);
            var stars = random.Below(100) switch { < 55 => 5, < 75 => 4, < 85 => 3, < 92 => 2, _ => 1 };
            day.Add(endedAt, e => e.ConsultationRated = new ConsultationRated { ConsultationId = id, Stars = stars, BuyerId = buyer });
        }
    }

    // What somebody decides on one of the next days.
    private void Decide(long endedAt)
    {
        var later = endedAt + random.Between(10 * Hour, 70 * Hour);
        if (day.Permille(5))
        {
            day.Add(later, e => e.ExclusionDecided = new ExclusionDecided
            {
                ConsultationId = id, Reason = ExclusionReason.Spam, DecidedBy = "reviewer-1",
            });
        }
        else if (day.Permille(3))
        {
            day.Add(later, e => e.ExclusionDecided = new ExclusionDecided
            {
                Message = new EventReference { EventId = messages[random.Below(messages.Count)].Id },
                MessageConsultationId = id,
                Reason = ExclusionReason.Appeal,
                DecidedBy = "reviewer-2",
            });
        }
        else if (buyer.Length > 0 && day.Permille(1))
        {
            day.Add(later, e => e.ExclusionDecided = new ExclusionDecided
            {
                BuyerId = buyer, Reason = ExclusionReason.Malicious, DecidedBy = "reviewer-1",
            });
        }
        else if (buyer.Length > 0 && day.Permille(3))
        {
            day.Add(later, e => e.BuyerReportDecided = new BuyerReportDecided
            {
                ReportId = $"report-{id}", BuyerId = buyer, IsUpheld = day.Percent(70),
            });
        }
    }
}
