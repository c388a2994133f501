using System.Text.Json.Nodes;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>
/// Shipped rulebooks with a fault planted: each is refused whole, and the one fault is told at its place. Rules are named by their
/// id, so that the table does not depend on their order.
/// </summary>
public class PlantedFaultsTests
{
    // platform | rule, then path inside it | value (empty = removed) | says
    private const string Table = """
        jd           | jd.service_score deductions.items.0.metricId              | "jd.no_such_metric" | no such rule
        jd           | jd.fine.service_score banded.bands.1.fromHundredths       | 5000                | overlaps the band before
        jd           | jd.fine.service_score banded.bands.1.fromHundredths       | 6500                | leaves a gap
        jd           | jd.fine.service_score banded.bands.0.fen                  | -1                  | out of range
        jd           | jd.fine.negative_service perCase.fen                      | -50000              | out of range
        jd           | jd.mail_answer text.effectiveUntil                        | "2001-01-01"        | does not lie after effectiveFrom
        jd           | jd.mail_answer text.effectiveFrom                         | "2099-01-01"        | lies after the rulebook's first day
        jd           | jd.mail_answer text.inventory.0                           | "J1"                | is no inventory number
        douyin       | dy.experience_score weighted.parts.0.weight @ weighted.parts | "0.60"           | their weights add up to
        douyin       | dy.experience_effects levels.1.from                       | "3.1"               | overlaps the band before
        douyin       | dy.experience_effects levels.1.from                       | "3.3"               | leaves a gap
        douyin       | dy.compensation.abuse payer                               |                     | is required
        kuaishou     | ks.fine.dispute_both multiple.floorFen                    | -5000               | out of range
        xiaohongshu  | xhs.reply_rate_3min replyRate.withinSeconds               | 0                   | out of range
        xiaohongshu  | xhs.ladder.reply_rate_3min metricId                       | "xhs.no_such_metric" | no such rule
        xiaohongshu  | xhs.ladder.reply_rate_3min steps.1.beyond.limit.hundredthsOfPercent @ steps.1.beyond.limit | 8000 | is not worse
        xiaohongshu  | xhs.ladder.reply_rate_3min steps.2.actions.0 @ steps.2.actions.0.restriction.open | {"restriction":{"kinds":[{"key":"k","nameZh":"限制","nameEn":"limited"}],"open":{}}} | can never be lifted
        jd           | jd.first_reply_30s firstReplyRate.waitFrom                |                     | is required
        jd           | jd.first_reply_30s firstReplyRate.scope.rejoinWithinSeconds | 0                 | out of range
        douyin       | dy.no_service_rate noServiceRate.scope.unit               | "COUNTING_UNIT_PERSON_DAY" | is not counted by this formula
        pinduoduo    | pdd.mean_human_reply meanReplyTime.waitOf                 |                     | is required
        pinduoduo    | pdd.reply_rate_5min replyRate.scope.rejoinWithinSeconds   | 600                 | where no consultations are counted
        taobao-tmall | tmall.human_reply_rate_3min roundReplyRate.rolesThatLeaveOut.0 @ roundReplyRate.rolesThatLeaveOut | "ANSWERING_ROLE_HUMAN_AGENT" | names a role that answers
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
    public void A_planted_fault_is_the_only_one_and_told_at_its_place(string platform, string place, string to, string says)
    {
        var (change, told) = Places(platform, place);

        var read = RulebookReader.Read(Samples.With(Samples.Newest(platform), (change, to.Length == 0 ? null : to)));

        Assert.Null(read.Value);
        var fault = Assert.Single(read.Faults);
        Assert.Equal(told, fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_planted_in_a_file_is_told_and_no_other()
    {
        foreach (var rows in Rows().Select(row => (object?[])row).GroupBy(row => (string)row[0]!))
        {
            var planted = rows.Select(row => (Places: Places(rows.Key, (string)row[1]!), To: (string)row[2]!))
                .DistinctBy(row => row.Places.Change).ToArray();
            var file = Samples.With(
                Samples.Newest(rows.Key), [.. planted.Select(row => (row.Places.Change, row.To.Length == 0 ? null : row.To))]);

            Assert.Equal(
                planted.Select(row => row.Places.Told).Order(StringComparer.Ordinal),
                RulebookReader.Read(file).Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        }
    }

    // "rule path" is changed and told there; "rule path @ other" is told at the other path of the rule.
    private static (string Change, string Told) Places(string platform, string place)
    {
        var (rule, path, told) = place.Split([" @ ", " "], StringSplitOptions.None) switch
        {
            [var id, var changed, var other] => (id, changed, other),
            [var id, var changed] => (id, changed, changed),
            _ => throw new FormatException(place),
        };
        var root = JsonNode.Parse(Samples.Newest(platform).Json)!.AsObject();
        foreach (var (section, items) in root)
        {
            for (var i = 0; i < (items as JsonArray)?.Count; i++)
            {
                if (items[i] is JsonObject item && (string?)item["id"] == rule)
                {
                    return ($"{section}.{i}.{path}", $"{section}[{i}]{Form(told)}");
                }
            }
        }

        throw new ArgumentException($"{platform} has no rule {rule}.", nameof(place));
    }

    private static string Form(string path) =>
        string.Concat(path.Split('.').Select(step => char.IsAsciiDigit(step[0]) ? $"[{step}]" : $".{step}"));
}
