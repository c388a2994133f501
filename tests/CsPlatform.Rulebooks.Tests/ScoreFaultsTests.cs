using System.Text.Json.Nodes;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>Scores and counted metrics that cannot be are refused whole, every fault with its path.</summary>
public class ScoreFaultsTests
{
    private const string Text = """
        {"textZh":"字","textEn":"text","section":"handbook 4.3","sourceClass":"SOURCE_CLASS_ASSUMED","effectiveFrom":"2019-01-01"}
        """;

    private const string Leaf = "\"nameZh\":\"甲\",\"nameEn\":\"A\",\"given\":\"a\",\"asIs\":{}";
    private const string Level = "\"nameZh\":\"甲\",\"nameEn\":\"A\"";
    private const string Root = "\"id\":\"root\",\"nameZh\":\"总\",\"nameEn\":\"whole\"";
    private const string Item = "\"id\":\"a\",\"nameZh\":\"甲\",\"nameEn\":\"A\",\"metricId\":\"xhs.dissatisfaction_rate\"";

    // The shape and what stands beside it, where the fault is, what it says.
    [Theory]
    [InlineData("", "", "has no shape")]
    [InlineData("\"weighted\":{ROOT}", "weighted", "has no value; give metricId, given or parts")]
    [InlineData("\"weighted\":{ROOT,\"metricId\":\"xhs.other\",\"asIs\":{}}", "weighted.metricId", "is no such rule of this rulebook")]
    [InlineData("\"weighted\":{ROOT,\"weight\":\"1\",\"given\":\"a\"}", "weighted.weight", "no meaning for the whole")]
    [InlineData("\"weighted\":{ROOT,PARTS 0.5 0.4}", "weighted.parts", "add up to 0.9; make it exactly 1")]
    [InlineData("\"weighted\":{ROOT,PARTS 0.5 0.500001}", "weighted.parts", "add up to 1.000001; make it exactly 1")]
    [InlineData("\"weighted\":{ROOT,PARTS 1 null}", "weighted.parts", "leaves nothing for the others")]
    [InlineData("\"weighted\":{ROOT,PARTS -0.5 null}", "weighted.parts[0].weight", "out of range")]
    [InlineData("\"weighted\":{ROOT,PARTS half null}", "weighted.parts[0].weight", "is no number")]
    [InlineData("\"weighted\":{ROOT,PARTS 0.5 0.5,\"given\":\"a\"}", "weighted", "has parts, so its score is their sum")]
    [InlineData("\"weighted\":{ROOT,\"parts\":[{\"id\":\"root\",LEAF}]}", "weighted.parts[0].id", "stands for another part")]
    [InlineData("\"weighted\":{ROOT,\"parts\":[{\"id\":\"Root 2\",LEAF}]}", "weighted.parts[0].id", "lower-case words")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",\"lowest\":\"5\",\"highest\":\"3\"}", "weighted.highest", "does not lie above lowest")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",\"lowest\":\"-1\"}", "weighted.lowest", "is below 0")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",\"curve\":{\"points\":[]}}", "weighted.curve.interpolation", "is required")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",CURVE 1 1 1 2}", "weighted.curve.points[1].value", "does not lie above that of the point before")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",CURVE 0 1 1 -2}", "weighted.curve.points[1].score", "is below 0")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",CHECK 0.02 0.9 0.01 0.8}", "weighted.adjustments[0].degrees[1].above", "order from mildest")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\",CHECK 0.01 1.1 0.02 0.8}", "weighted.adjustments[0].degrees[0].multiplyBy", "out of range")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS 3 4 3.5 5", "levels[1].from", "overlaps the band before, which ends at 4")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS 3 4 4.1 5", "levels[1].from", "leaves a gap after the band before, which ends at 4")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS 3 - 4 5", "levels[1]", "follows a band that never ends")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS 3 3 3 5", "levels[0].until", "does not lie above from")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS -3 4 4 5", "levels[0].from", "is below 0")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},\"levels\":[{LEVEL,\"from\":\"1\",\"minima\":[{\"part\":\"b\",\"atLeast\":\"1\"}]}]", "levels[0].minima[0].part", "is no part of this weighted score")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},\"sample\":{\"given\":\"orders\"}", "sample.atLeast", "write 1 to")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},\"trailingDays\":{\"days\":0}", "trailingDays.days", "write 1 to 366")]
    [InlineData("\"deductions\":{\"stepMode\":\"STEP_MODE_FLOOR\"}", "deductions.items", "at least one item")]
    [InlineData("\"deductions\":{\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\",\"flat\":\"1\"}]}", "deductions.stepMode", "is required")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"-5\",\"badSide\":\"BAD_SIDE_BELOW\",\"flat\":\"1\"}]}", "deductions.items[0].fullMarks", "is below 0")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\"}]}", "deductions.items[0]", "costs nothing when missed")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\",\"perPoint\":\"0\"}]}", "deductions.items[0].perPoint", "is 0")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\",\"flat\":\"1\",\"target\":\"95\"}]}", "deductions.items[0].target", "out of range")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\",\"flat\":\"1\",\"smallSample\":{\"upTo\":50,\"perBadUnit\":\"1\",\"badUnitsMetricId\":\"xhs.no\"}}]}", "deductions.items[0].smallSample.badUnitsMetricId", "is no such rule")]
    [InlineData("\"conditions\":{}", "conditions.conditions", "at least one condition")]
    [InlineData("\"conditions\":{\"conditions\":[{\"id\":\"a\",LEVEL,\"comparison\":\"COMPARISON_BELOW\",\"limit\":\"1\"}]}", "conditions.conditions[0]", "looks at nothing")]
    [InlineData("\"conditions\":{\"conditions\":[{\"id\":\"a\",LEVEL,\"given\":\"a\",\"limit\":\"1\"}]}", "conditions.conditions[0].comparison", "is required")]
    [InlineData("\"conditions\":{\"conditions\":[{\"id\":\"a\",LEVEL,\"given\":\"a\",\"comparison\":\"COMPARISON_BELOW\",\"limit\":\"1\",\"whenMoreThan\":3}]}", "conditions.conditions[0]", "has no units of its own")]
    [InlineData("\"conditions\":{\"conditions\":[{\"id\":\"a\",LEVEL,\"given\":\"a\",\"comparison\":\"COMPARISON_BELOW\",\"limit\":\"-1\"}]}", "conditions.conditions[0].limit", "is below 0")]
    [InlineData("\"conditions\":{\"conditions\":[{\"id\":\"a\",LEVEL,\"given\":\"a\",\"comparison\":\"COMPARISON_BELOW\",\"limit\":\"1\"}],\"pointsByMisses\":[\"-2\"]}", "conditions.pointsByMisses[0]", "is below 0")]
    [InlineData("\"falls\":{\"scoreId\":\"xhs.none\",\"days\":5}", "falls.scoreId", "is no such rule")]
    [InlineData("\"falls\":{\"scoreId\":\"test.score\",\"days\":5}", "falls.scoreId", "is this very score")]
    public void A_score_that_cannot_be_is_a_fault_at_its_place(string body, string path, string says)
    {
        var faults = Faults(body);

        Assert.Contains(faults, fault => fault.Path == ("scores[0]" + (path.Length == 0 ? "" : "." + path))
            && fault.Problem.Contains(says, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("scores[0]", fault.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"weighted\":{ROOT,PARTS 0.35 0.65}")]
    [InlineData("\"weighted\":{ROOT,PARTS 0.4 null}")]
    [InlineData("\"weighted\":{ROOT,\"given\":\"a\"},LEVELS 3 4 4 -")]
    [InlineData("\"deductions\":{STEPS,\"items\":[{ITEM,\"fullMarks\":\"5\",\"badSide\":\"BAD_SIDE_BELOW\",\"flat\":\"1\"}]}")]
    public void A_score_that_can_be_has_no_fault(string body) => Assert.Empty(Faults(body));

    [Fact]
    public void Five_planted_faults_are_five_faults()
    {
        var faults = Faults("\"weighted\":{ROOT,\"lowest\":\"-1\",PARTS 0.5 0.4},LEVELS 3 4 4.1 3,\"trailingDays\":{\"days\":400}");

        Assert.Equal(
            ["scores[0].levels[1].from", "scores[0].levels[1].until", "scores[0].trailingDays.days", "scores[0].weighted.lowest", "scores[0].weighted.parts"],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    // The formula, where the fault is, what it says.
    [Theory]
    [InlineData("""{"ratingShare":{"gradeFrom":4,"gradeTo":6,"scale":5}}""", "ratingShare.gradeTo", "write 4 to 5")]
    [InlineData("""{"ratingShare":{"gradeFrom":1,"gradeTo":5,"scale":5}}""", "ratingShare.gradeTo", "makes every rating a hit")]
    [InlineData("""{"ratingShare":{"gradeFrom":1,"gradeTo":1,"scale":1}}""", "ratingShare.scale", "write 2 to 10")]
    [InlineData("""{"ratingShare":{"gradeFrom":4,"gradeTo":5,"scale":5,"cardHours":{"from":"23:00","until":"08:00"}}}""", "ratingShare.cardHours", "write a later end")]
    [InlineData("""{"reviewShare":{"starsFrom":4,"starsTo":5}}""", "reviewShare.scope", "is required")]
    [InlineData("""{"reviewShare":{"scope":{"items":["REVIEW_ITEM_OVERALL"]},"starsFrom":4,"starsTo":3}}""", "reviewShare.starsTo", "write 4 to 5")]
    [InlineData("""{"reviewMean":{"scope":{"items":[]}}}""", "reviewMean.scope.items", "at least one")]
    [InlineData("""{"reviewMean":{"scope":{"items":["REVIEW_ITEM_OVERALL"],"dealsPerBuyerAndMonth":0}}}""", "reviewMean.scope.dealsPerBuyerAndMonth", "write 1 to")]
    [InlineData("""{"reviewReplyShare":{"starsUpTo":5}}""", "reviewReplyShare.starsUpTo", "write 1 to 4")]
    [InlineData("""{"complaintRate":{"consumers":"CONSUMER_COUNT_ONCE"}}""", "complaintRate.reasons", "at least one")]
    [InlineData("""{"complaintRate":{"reasons":["辱骂","辱骂"],"consumers":"CONSUMER_COUNT_ONCE"}}""", "complaintRate.reasons[1]", "stands here twice")]
    [InlineData("""{"complaintRate":{"reasons":["辱骂"]}}""", "complaintRate.consumers", "is required")]
    [InlineData("""{"qualityRefunds":{"signedWithinHours":0}}""", "qualityRefunds.signedWithinHours", "write 1 to 8784")]
    [InlineData("""{"qualityRefunds":{"signedWithinHours":18,"over":"ORDER_STEP_UNSPECIFIED"}}""", "qualityRefunds.over", "is required")]
    [InlineData("""{"stepInTime":{"from":"AFTER_SALES_STEP_APPLIED","to":"AFTER_SALES_STEP_APPLIED","withinMinutes":20}}""", "stepInTime.to", "name another")]
    [InlineData("""{"stepInTime":{"from":"AFTER_SALES_STEP_APPLIED","to":"AFTER_SALES_STEP_RESULT","withinMinutes":0}}""", "stepInTime.withinMinutes", "write 1 to 43200")]
    [InlineData("""{"stepInTime":{"from":"AFTER_SALES_STEP_APPLIED","to":"AFTER_SALES_STEP_RESULT","withinMinutes":20,"onlyStartedInHours":true}}""", "stepInTime.onlyStartedInHours", "needs clockHours")]
    [InlineData("""{"stepShare":{"had":"AFTER_SALES_STEP_AWAITING_CUSTOMER"}}""", "stepShare.over", "is required")]
    [InlineData("""{"stepMeanTime":{}}""", "stepMeanTime.stretches", "at least one")]
    [InlineData("""{"returnRate":{}}""", "returnRate.over", "is required")]
    [InlineData("""{"orderShare":{"over":"ORDER_STEP_PAID"}}""", "orderShare.had", "is required")]
    [InlineData("""{"salePresence":{}}""", "salePresence.step", "is required")]
    [InlineData("""{"disputeRate":{"over":"ORDER_STEP_PAID"}}""", "disputeRate.liabilities", "at least one")]
    [InlineData("""{"meanOnlineTime":{"hours":{"from":"9","until":"24:00"}}}""", "meanOnlineTime.hours.from", "write HH:MM")]
    [InlineData("""{"sampleShare":{}}""", "", "")]
    [InlineData("""{"meanOnlineTime":{}}""", "", "")]
    public void A_formula_that_cannot_be_is_a_fault_at_its_place(string formula, string path, string says)
    {
        var (name, value) = JsonNode.Parse(formula)!.AsObject().Single();
        var faults = RulebookReader.Read(
            Samples.With(("ladders", null), ("metrics.0.replyRate", null), ($"metrics.0.{name}", value!.ToJsonString()))).Faults;

        if (path.Length == 0)
        {
            Assert.Empty(faults);
            return;
        }

        var fault = Assert.Single(faults);
        Assert.Equal($"metrics[0].{path}", fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    private static IReadOnlyList<RulebookFault> Faults(string body)
    {
        var text = $"[{{\"id\":\"test.score\",\"nameZh\":\"甲\",\"nameEn\":\"A\",\"text\":{Text}{(body.Length == 0 ? "" : ",")}{Long(body)}}}]";
        return RulebookReader.Read(Samples.With(("scores", text))).Faults;
    }

    // The short forms of the table: PARTS with two weights, CURVE and CHECK with two pairs, LEVELS with two bands ("-" = absent).
    private static string Long(string body)
    {
        var text = body.Replace("ROOT", Root, StringComparison.Ordinal).Replace("LEAF", Leaf, StringComparison.Ordinal)
            .Replace("LEVEL,", Level + ",", StringComparison.Ordinal).Replace("ITEM", Item, StringComparison.Ordinal)
            .Replace("STEPS", "\"stepMode\":\"STEP_MODE_FLOOR\"", StringComparison.Ordinal);
        text = Expand(text, "PARTS", 2, of => $"\"parts\":[{Part("p", of[0])},{Part("q", of[1])}]");
        text = Expand(text, "CURVE", 4, of =>
            $"\"curve\":{{\"interpolation\":\"INTERPOLATION_LINEAR\",\"points\":[{Point(of[0], of[1])},{Point(of[2], of[3])}]}}");
        text = Expand(text, "CHECK", 4, of =>
            $"\"adjustments\":[{{\"id\":\"c\",{Level},\"given\":\"c\",\"degrees\":[{Degree(of[0], of[1])},{Degree(of[2], of[3])}]}}]");
        return Expand(text, "LEVELS", 4, of => $"\"levels\":[{Band(of[0], of[1])},{Band(of[2], of[3])}]");
    }

    private static string Expand(string text, string name, int count, Func<string[], string> with) =>
        System.Text.RegularExpressions.Regex.Replace(
            text, name + string.Concat(Enumerable.Repeat(" ([^ ,}]+)", count)), match => with([.. match.Groups.Values.Skip(1).Select(g => g.Value)]));

    private static string Part(string id, string weight) =>
        $"{{\"id\":\"{id}\",{Leaf}{(weight == "null" ? "" : $",\"weight\":\"{weight}\"")}}}";

    private static string Point(string value, string score) => $"{{\"value\":\"{value}\",\"score\":\"{score}\"}}";

    private static string Degree(string above, string factor) => $"{{{Level},\"above\":\"{above}\",\"multiplyBy\":\"{factor}\"}}";

    private static string Band(string from, string until) =>
        $"{{{Level},\"from\":\"{from}\"{(until == "-" ? "" : $",\"until\":\"{until}\"")}}}";
}
