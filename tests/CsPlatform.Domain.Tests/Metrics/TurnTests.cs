using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What a judged message tells, beyond the tables under Scenarios.</summary>
public class TurnTests
{
    [Fact]
    public void A_turn_names_message_due_time_and_answer()
    {
        var shop = new ShopHistory(new Dictionary<string, Timeline> { ["c"] = Conversations.Read("10:00 buyer, 10:05 human") });

        var turn = ReplyUnits.Of(Rules.ThreeMinutes, shop).Single().Turns.Single();

        Assert.Equal("im/000", turn.Message.ToString());
        Assert.Equal(Conversations.At("10:03"), turn.DueAt);
        Assert.Equal(Conversations.At("10:05"), turn.AnsweredAt);
        Assert.Equal((TurnVerdict.Late, TurnReason.Late), (turn.Verdict, turn.Reason));
    }
}
