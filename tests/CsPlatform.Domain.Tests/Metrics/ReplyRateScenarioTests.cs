using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>小红书 3分钟回复率: what each buyer message counts as, and what the consultation adds to its day.</summary>
public class ReplyRateScenarioTests
{
    private const string Table = """
        a person answers at once                        | 10:00 buyer, 10:00:05 human                                      | InTime                | 1/1
        an answer after exactly 180 s is in time        | 10:00:00 buyer, 10:03:00 human                                   | InTime                | 1/1
        a millisecond more is late                      | 10:00:00 buyer, 10:03:00.001 human                               | Late                  | 0/1
        an answer at the very same instant counts       | 10:00 buyer, 10:00 human                                         | InTime                | 1/1
        an answer before the message does not count     | 09:59:59 human, 10:00 buyer                                      | Unanswered            | 0/1
        nobody answers                                  | 10:00 buyer                                                      | Unanswered            | 0/1
        a robot is no person                            | 10:00 buyer, 10:00:01 bot                                        | AnsweredByMachineOnly | 0/1
        an automatic reply is no person                 | 10:00 buyer, 10:00:01 automatic                                  | AnsweredByMachineOnly | 0/1
        a robot before the message answered nothing     | 09:59 bot, 10:00 buyer                                           | Unanswered            | 0/1
        a notice of the system is no reply              | 10:00 buyer, 10:00:01 system                                     | Unanswered            | 0/1
        a robot first, then a person in time            | 10:00 buyer, 10:00:01 bot, 10:02 human                           | InTime                | 1/1
        one answer answers several messages             | 10:00 buyer, 10:01 buyer, 10:02 buyer, 10:03 human               | InTime InTime InTime  | 1/1
        each message runs from its own time             | 10:00 buyer, 10:02 buyer, 10:04 human                            | Late InTime           | 0/1
        any late message makes the consultation late    | 10:00 buyer, 10:01 human, 10:02 buyer, 10:06 human               | InTime Late           | 0/1
        a last message without an answer is late        | 10:00 buyer, 10:01 human, 10:02 buyer                            | InTime Unanswered     | 0/1
        an answer after the end still counts            | 10:00 buyer, 10:01 closed, 10:02 human                           | InTime                | 1/1
        a start at 09:00 is in hours                    | 09:00 buyer, 09:01 human                                         | InTime                | 1/1
        a start just before 09:00 is not                | 08:59:59.999 buyer, 09:00 human                                  | OutOfHours            | 0/0
        a start at 22:59:59 is in hours                 | 22:59:59 buyer, 23:02 human                                      | InTime                | 1/1
        a start at 23:00 is not                         | 23:00 buyer                                                      | OutOfHours            | 0/0
        the start decides, not the message              | 22:50 opened, 23:01 buyer, 23:02 human                           | InTime                | 1/1
        a start at night keeps the day's messages out   | 08:50 opened, 09:10 buyer                                        | OutOfHours            | 0/0
        a consultation over midnight counts to its start| 22:59 buyer, 23:01 human, next 00:10 buyer, next 00:20 human     | InTime Late           | 0/1
        without an opening the first message starts it  | 08:59 automatic, 09:30 buyer, 09:31 human                        | OutOfHours            | 0/0
        nobody asked, so there is no unit               | 10:00 opened, 10:01 human                                        |                       | 0/0
        ratings and ends are no messages                | 10:00 buyer, 10:01 rated 1, 10:02 closed, 10:03 human            | InTime                | 1/1
        """;

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var cells in Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
        {
            rows.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_consultation_counts_as_the_table_says(string what, string consultation, string verdicts, string rate)
    {
        var timeline = Conversations.Read(consultation);

        var found = ReplyVerdicts.Of(timeline, Rules.ThreeMinutes);

        Assert.Equal((what, verdicts), (what, string.Join(' ', found.Select(verdict => verdict.Reason))));
        Assert.Equal(rate, ReplyRate.Of(timeline, Rules.ThreeMinutes).ToString());
    }

    [Fact]
    public void A_verdict_names_message_due_time_and_answer()
    {
        var verdict = ReplyVerdicts.Of(Conversations.Read("10:00 buyer, 10:05 human"), Rules.ThreeMinutes).Single();

        Assert.Equal("im/000", verdict.Message.ToString());
        Assert.Equal(Conversations.At("10:03"), verdict.DueAt);
        Assert.Equal(Conversations.At("10:05"), verdict.AnsweredAt);
    }

    [Fact]
    public void Where_only_the_first_message_counts_later_ones_make_nothing_late()
    {
        var first = Rules.ThreeMinutes with { Late = LateRule.First };
        var timeline = Conversations.Read("10:00 buyer, 10:01 human, 10:02 buyer");

        Assert.Equal(
            [ReplyReason.InTime, ReplyReason.NotTheFirst], ReplyVerdicts.Of(timeline, first).Select(verdict => verdict.Reason));
        Assert.Equal("1/1", ReplyRate.Of(timeline, first).ToString());
    }

    [Fact]
    public void Without_hours_the_whole_day_is_measured()
    {
        var always = Rules.ThreeMinutes with { Hours = null };

        Assert.Equal("0/1", ReplyRate.Of(Conversations.Read("03:00 buyer"), always).ToString());
        Assert.Equal("0/0", ReplyRate.Of(Conversations.Read(""), always).ToString());
    }
}
