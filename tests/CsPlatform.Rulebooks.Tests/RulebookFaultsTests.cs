using System.Text.RegularExpressions;

namespace CsPlatform.Rulebooks.Tests;

public partial class RulebookFaultsTests
{
    // change at, to (empty = removed), fault at (= the same place), says
    private const string Table = """
        colour                                         | "red"                  | = | unknown to Rulebook
        metrics.0.replyRate.within                     | 180                    | = | unknown to ReplyRate
        platform                                       |                        | = | is required
        platform                                       | "小红书"                  | = | lower-case letters
        platform                                       | 7                      | = | write a text
        version                                        | "2019-13-01"           | = | is no date
        version                                        | null                   | = | leave the field out
        endsBefore                                     | "2019-01-01"           | = | does not lie after version
        nameZh                                         | " "                    | = | is required
        nameEn                                         |                        | = | is required
        closing.hoursAfterDayEnd                       |                        | = | is required
        closing.hoursAfterDayEnd                       | 169                    | = | write 0 to 168
        closing.hoursAfterDayEnd                       | "6"                    | = | whole number without quotes
        closing.hoursAfterDayEnd                       | 6.5                    | = | whole number
        closing.text                                   |                        | = | who says so
        closing.text                                   | []                     | = | write an object
        metrics                                        | {}                     | = | write a list
        metrics.0.id                                   | "Reply rate"           | = | lower-case words
        metrics.1.id                                   | "xhs.reply_rate_3min"  | = | of an earlier rule too
        metrics.0.text.sourceClass                     | "SOURCE_CLASS_RUMOUR"  | = | write one of
        metrics.0.text.sourceClass                     |                        | = | how good the source is
        metrics.0.text.section                         |                        | = | is required
        metrics.0.text.effectiveFrom                   | "2019-01-02"           | = | into a later version
        metrics.0.text.effectiveUntil                  | "2024-01-01"           | = | next version without the rule
        metrics.0.replyRate                            |                        | metrics[0]             | has no formula
        metrics.0.dissatisfaction                      | {"worstStarsUpTo":3}   | = | excludes another field
        metrics.0.replyRate.withinSeconds              | 0                      | = | write 1 to 86400
        metrics.0.replyRate.late                       |                        | = | is required
        metrics.0.replyRate.scope                      |                        | = | is required
        metrics.0.replyRate.scope.unit                 |                        | = | is required
        metrics.0.replyRate.scope.unit                 | "COUNTING_UNIT_ROUND"  | = | not counted by this formula
        metrics.0.replyRate.scope.hours.from           | "9 o'clock"            | = | write HH:MM
        metrics.0.replyRate.scope.hours.until          | "09:00"                | metrics[0].replyRate.scope.hours | write a later end
        metrics.0.replyRate.scope.hoursTest            |                        | = | is required
        metrics.0.replyRate.scope.workingHoursOfShop   | true                   | metrics[0].replyRate.scope.hours | give one of them
        metrics.0.replyRate.scope.answeringRoles       | []                     | = | at least one
        metrics.0.replyRate.scope.unansweredAfterSeconds | 0                    | = | write 1 to 604800
        metrics.0.replyRate.scope.reportedUsers        | {"daysBefore":0}       | metrics[0].replyRate.scope.reportedUsers.daysBefore | write 1 to 366
        metrics.0.trailingDays                         |                        | metrics[0]             | has no window
        metrics.0.trailingDays.days                    | 367                    | = | write 1 to 366
        metrics.1.naturalDay                           | {}                     | = | excludes another field
        metrics.0.minimumSample                        | 0                      | = | write 1 to
        metrics.0.publishesDailyFigures                | "yes"                  | = | true or false
        metrics.1.dissatisfaction.worstStarsUpTo       | 5                      | = | write 1 to 4
        ladders.0.metricId                             | "xhs.other"            | = | is no such rule of this rulebook
        ladders.0.steps                                | []                     | = | at least one step
        ladders.0.metricId                             |                        | ladders[0]             | judges nothing
        ladders.0.steps.1.textZh                       | "友情提示"              | ladders[0].steps       | tell the steps apart
        ladders.0.steps.1.beyond.limit.hundredthsOfPercent | 8000               | ladders[0].steps[1].beyond.limit | is not worse
        ladders.0.steps.0.beyond.limit.hundredthsOfPercent | 10001              | = | write 0 to 10000
        ladders.0.steps.0.beyond.limit                 | {}                     | = | has no value
        ladders.0.steps.0.beyond.limit                 | {"number":"4.5555"}    | ladders[0].steps[0].beyond.limit.number | three decimals
        ladders.0.steps.1.beyond.badSide               | "BAD_SIDE_ABOVE"       | = | same side
        ladders.0.steps.0.actions                      | []                     | = | at least one action
        ladders.0.steps.0.actions                      | [{}]                   | ladders[0].steps[0].actions[0] | does nothing
        ladders.0.steps.0.actions.0.notice             | {}                     | ladders[0].steps[0].actions[0].notice.kind | is required
        ladders.0.steps.1.actions.0.task.daysToPass    |                        | = | write 1 to 366
        ladders.0.steps.2.actions.0.restriction.fixed.days | 0                  | = | write 1 to 366
        ladders.0.steps.2.actions.0.restriction.fixed  | {"atLeast":3,"days":2} | ladders[0].steps[2].actions[0].restriction.fixed.days | write 3 to 366
        ladders.0.steps.2.actions.0.restriction.fixed  |                        | ladders[0].steps[2].actions[0].restriction | has no length
        ladders.0.steps.2.actions.0.restriction.kinds  | []                     | = | name at least one
        ladders.0.steps.2.actions                      | [{"fine":{"amountId":"xhs.none"}}] | ladders[0].steps[2].actions[0].fine.amountId | is no such rule of this rulebook
        ladders.0.steps.2.actions                      | [{"points":{"count":0,"classKey":"a","className":"A"}}] | ladders[0].steps[2].actions[0].points.count | write 1 to 100
        ladders.0.steps.2.actions                      | [{"proposal":{}}]      | ladders[0].steps[2].actions[0].proposal.measure | is required
        ladders.0.steps.2.missedPeriods                | {"from":2}             | ladders[0].steps[2].missedPeriods | excludes another field
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","band":{"from":{"number":"70"},"until":{"number":"80"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]},{"textZh":"b","textEn":"b","band":{"from":{"number":"60"},"until":{"number":"71"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[1].band | overlaps the band
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","band":{"from":{"number":"70"},"until":{"number":"80"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]},{"textZh":"b","textEn":"b","band":{"from":{"number":"60"},"until":{"number":"69"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[1].band | leaves a gap
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","band":{"from":{"number":"1"},"until":{"number":"2"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]},{"textZh":"b","textEn":"b","band":{"from":{"number":"3"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[1].band | leaves a gap
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","band":{"from":{"number":"80"},"until":{"number":"70"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[0].band.until | does not lie above
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","band":{},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[0].band | has no end
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","failures":{"from":50},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]},{"textZh":"b","textEn":"b","failures":{"from":50},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[1].failures.from | is not more than 50
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","failures":{"from":50},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]},{"textZh":"b","textEn":"b","band":{"from":{"number":"1"}},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[1] | use one kind
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","missedPeriods":{"from":2},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[0].missedPeriods | a set of requirements
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","incident":{"grade":"severe","fromNth":1},"actions":[{"notice":{"kind":"NOTICE_KIND_WARNING"}}]}] | ladders[0].steps[0].incident | needs a ladder that judges incidents
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","beyond":{"limit":{"number":"4"},"badSide":"BAD_SIDE_BELOW"},"actions":[{"restriction":{"kinds":[{"key":"listing","nameZh":"上架","nameEn":"listing"}],"open":{}}}]}] | ladders[0].steps[0].actions[0].restriction.open | can never be lifted
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","beyond":{"limit":{"number":"4"},"badSide":"BAD_SIDE_BELOW"},"actions":[{"restriction":{"kinds":[{"key":"listing","nameZh":"上架","nameEn":"listing"}],"open":{"untilRecovery":true}}}]}] | ladders[0].steps[0].actions | can never be lifted
        ladders.0.steps                                | [{"textZh":"a","textEn":"a","beyond":{"limit":{"number":"4"},"badSide":"BAD_SIDE_BELOW"},"actions":[{"restriction":{"kinds":[{"key":"listing","nameZh":"上架","nameEn":"listing"}],"fixed":{"days":3}}},{"restriction":{"kinds":[{"key":"ads","nameZh":"广告","nameEn":"ads"}],"open":{"untilMerchantActs":true}}}]}] | ladders[0].steps[0].actions | ends in different ways
        ladders.0.newShopExemption                     | {"months":0}           | ladders[0].newShopExemption.months | write 1 to 24
        ladders.0.exemptDays                           | [{"from":"2024-02-18","until":"2024-02-04","textZh":"春节","textEn":"Spring festival"}] | ladders[0].exemptDays[0].until | write a later day
        ladders.0.repeatEscalation.measure             |                        | = | is required
        ladders.0.penaltiesPerMonth                    | 0                      | = | write 1 to 31
        ladders.0.repeatEscalation.months              | 13                     | = | write 1 to 12
        version                                        | "-0001-01-01"          | = | is no date
        ladders.0.exemptDays                           | [{"from":"9999-12-31","until":"9999-12-31","textZh":"春节","textEn":"Spring festival"}] | ladders[0].exemptDays[0].until | write a later day
        hostedServiceFee.transferDedup                 |                        | = | is required
        hostedServiceFee.chargedKinds | ["CHARGED_KIND_PRE_SALES", 1] | hostedServiceFee.chargedKinds[1] | write one of
        hostedServiceFee.holidayKinds | ["DAY_KIND_STATUTORY","DAY_KIND_STATUTORY"] | hostedServiceFee.holidayKinds[1] | stands here twice
        hostedServiceFee.holidayKinds.0                | "DAY_KIND_UNSPECIFIED" | = | name one
        hostedServiceFee.text                          |                        | = | is required
        """;

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var cells in Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
        {
            rows.Add(cells[0], cells[1], cells[2] == "=" ? ListItem().Replace(cells[0], "[$1]") : cells[2], cells[3]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fault_is_reported_with_its_path_and_its_remedy(string change, string to, string path, string says)
    {
        var read = RulebookReader.Read(Samples.With((change, to.Length == 0 ? null : to)));

        Assert.Null(read.Value);
        var fault = Assert.Single(read.Faults, f => f.Path == path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [GeneratedRegex("\\.([0-9]+)")]
    private static partial Regex ListItem();

    [Fact]
    public void Every_fault_of_a_file_is_reported_at_once()
    {
        var read = RulebookReader.Read(Samples.With(
            ("nameZh", null), ("metrics.0.replyRate.withinSeconds", "-1"), ("ladders.0.steps.2.actions.0.restriction.fixed.days", "0")));

        Assert.Equal(
            ["nameZh", "metrics[0].replyRate.withinSeconds", "ladders[0].steps[2].actions[0].restriction.fixed.days"],
            read.Faults.Select(fault => fault.Path));
    }

    [Fact]
    public void Every_unknown_field_is_reported_at_once()
    {
        var read = RulebookReader.Read(Samples.With(("a", "1"), ("metrics.1.b", "{}"), ("ladders.0.steps.0.actions.0.notice.c", "[]")));

        Assert.Equal(["metrics[1].b", "ladders[0].steps[0].actions[0].notice.c", "a"], read.Faults.Select(fault => fault.Path));
    }

    [Theory]
    [InlineData("", "is no JSON")]
    [InlineData("{ \"platform\": ", "is no JSON, line 1")]
    [InlineData("[]", "write an object")]
    [InlineData("null", "write an object")]
    public void A_file_that_is_no_rulebook_at_all_is_a_fault_and_no_crash(string json, string says)
    {
        var read = RulebookReader.Read(new RulebookFile(Samples.RulebookName, json));

        Assert.Null(read.Value);
        Assert.Contains(says, Assert.Single(read.Faults).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_stands_twice_is_a_fault_and_the_first_one_is_read_on()
    {
        var json = Samples.Rulebook.Json.Replace("\"platform\":", "\"platform\": \"a\", \"platform\":", StringComparison.Ordinal);
        var read = RulebookReader.Read(Samples.Rulebook with { Json = json });

        Assert.Equal(("platform", "stands here twice; remove one"), Assert.Single(read.Faults.Select(f => (f.Path, f.Problem))));
    }

    [Fact]
    public void Faults_of_the_schema_and_of_the_rules_are_told_together_and_each_mistake_once()
    {
        var read = RulebookReader.Read(Samples.With(
            ("colour", "\"red\""), ("nameZh", "5"), ("version", "\"2019-13-01\""), ("metrics.0.replyRate.late", "\"LATE_RULE_SOON\""),
            ("metrics.1.dissatisfaction.worstStarsUpTo", "9"), ("ladders.0.metricId", "\"xhs.other\""), ("metrics.0.text", "[]")));

        Assert.Equal(
            [
                "colour", "ladders[0].metricId", "metrics[0].replyRate.late", "metrics[0].text",
                "metrics[1].dissatisfaction.worstStarsUpTo", "nameZh", "version",
            ],
            read.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fault_says_file_path_and_problem_in_one_line()
    {
        var fault = RulebookReader.Read(Samples.With(("nameZh", null))).Faults.Single();

        Assert.Equal("platforms/xiaohongshu/2019-01-01.json: nameZh: is required; write a text", fault.ToString());
    }
}
