using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What a judged message tells, beyond the tables under Scenarios.</summary>
public class TurnTests
{
    private static readonly ReplyScope Scope = Rules.ThreeMinutes.Scope;

    [Fact]
    public void A_turn_names_message_due_time_and_answer()
    {
        var turn = Assert.Single(Turns(Rules.ThreeMinutes, "10:00 buyer, 10:05 human"));

        Assert.Equal("im/000", turn.Message.ToString());
        Assert.Equal(Conversations.At("10:03"), turn.DueAt);
        Assert.Equal(Conversations.At("10:05"), turn.AnsweredAt);
        Assert.Equal((TurnVerdict.Late, TurnReason.Late), (turn.Verdict, turn.Reason));
    }

    [Fact]
    public void A_round_over_midnight_is_a_round_of_each_persons_day_and_one_of_a_consultation()
    {
        const string text = "23:58 buyer, 23:59 buyer, next 00:00 buyer, next 00:01 human";
        var rule = Rules.ThreeMinutes with { Late = LateRule.AllRounds, Scope = Scope with { Hours = null } };

        Assert.Equal(
            [TurnReason.InTime, TurnReason.FollowsUp, TurnReason.InTime],
            Reasons(rule with { Scope = rule.Scope with { Unit = CountingUnit.PersonDay } }, text));
        Assert.Equal([TurnReason.InTime, TurnReason.FollowsUp, TurnReason.FollowsUp], Reasons(rule, text));
    }

    [Fact]
    public void What_went_to_offline_messages_is_left_out_where_the_scope_says_so()
    {
        const string text = "10:00 buyer, 10:01 human, 10:02 offline";

        Assert.Equal(
            [TurnReason.LeftAsOffline],
            Reasons(Rules.ThreeMinutes with { Scope = Scope with { Offline = OfflineRule.LeftOut } }, text));
        Assert.Equal([TurnReason.InTime], Reasons(Rules.ThreeMinutes, text));
    }

    [Fact]
    public void A_message_out_of_scope_keeps_its_reason_after_the_first() => Assert.Equal(
        [TurnReason.InTime, TurnReason.NotTheFirst, TurnReason.OutOfHours],
        Reasons(
            Rules.ThreeMinutes with { Late = LateRule.First, Scope = Scope with { HoursTest = HoursTest.Message } },
            "22:57 buyer, 22:58 human, 22:59 buyer, 23:00 buyer"));

    [Fact]
    public void An_excluded_consultation_joins_nothing() => Assert.Equal(
        ["c1", "c3"],
        ReplyUnits.Of(
            Rules.ThreeMinutes with { Scope = Scope with { RejoinWithin = NodaTime.Duration.FromMinutes(10) } },
            new ShopHistory(new Dictionary<string, Timeline>
            {
                ["c1"] = Of("c1", "10:00 buyer, 10:05 closed"),
                ["c2"] = Of("c2", "10:14 buyer, 10:15 closed, 10:15 excluded"),
                ["c3"] = Of("c3", "10:24 buyer"),
            })).Select(unit => unit.Id));

    // One buyer; keys of their own, so that consultations can be made one.
    private static Timeline Of(string id, string text) => Timeline.Of(Conversations.Entries(text).Select(entry => entry switch
    {
        MessageEntry message => message with { Key = new EventKey(id, entry.Key.Id), BuyerId = "b" },
        _ => entry with { Key = new EventKey(id, entry.Key.Id) },
    }));

    private static IEnumerable<TurnReason> Reasons(ReplyFormula rule, string text) => Turns(rule, text).Select(turn => turn.Reason);

    private static IEnumerable<Turn> Turns(ReplyFormula rule, string text) => ReplyUnits
        .Of(rule, new ShopHistory(new Dictionary<string, Timeline> { ["c"] = Conversations.Read(text) }))
        .SelectMany(unit => unit.Turns);
}
