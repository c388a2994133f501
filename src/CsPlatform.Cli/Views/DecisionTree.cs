using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>An explained decision as a tree for people.</summary>
/// <param name="zh">Whether it is told in Chinese; else in English.</param>
/// <param name="most">Most units that are shown.</param>
internal sealed class DecisionTree(bool zh, int most)
{
    public Tree Of(ExplainDecisionResponse explained)
    {
        var decision = explained.Decision;
        var tree = new Tree(new Text(
            $"{Wording.Word(decision.Kind)} {decision.DecisionId}, {decision.Shop.Platform}/{decision.Shop.ShopId}"));
        Add(tree, $"{Say("认定", "found")}: {(zh ? decision.ReasonZh : decision.ReasonEn)}");
        Add(tree, $"{Say("规则", "rule")}: {(zh ? decision.RuleZh : decision.RuleEn)} [{Wording.Citation(decision.Citation)}, "
            + $"{decision.Citation?.Source}]");
        var until = decision.EffectiveUntil.Length > 0 ? $" {Say("至", "until")} {decision.EffectiveUntil}{Say("(不含)", " (not included)")}" : "";
        Add(tree, $"{Say("执行", "in effect")}: {decision.EffectiveFrom}{until}");
        if (decision.Correction is { } correction)
        {
            Add(tree, $"{Say("复核", "looked at again")}: {Wording.Word(correction.Cause)} ({correction.TraceId}) {correction.Revokes}");
        }

        foreach (var way in explained.AvoidedBy)
        {
            Add(tree, $"{Say("如何可以避免", "avoided by")}: {Avoided(way)}");
        }

        if (decision.Figure is { } figure)
        {
            var node = tree.AddNode(new Text(
                $"{Say("指标", "figure")} {decision.MetricId}: {Wording.Rate(figure.Numerator, figure.Denominator)} = "
                + $"{figure.Numerator}/{figure.Denominator}, {figure.PeriodStart} {Say("至", "until")} {figure.PeriodEnd}"
                + $"{Say("(不含)", " (not included)")}, T = {figure.EvaluatedOn}, {Say("版本", "revision")} {figure.Revision}"));
            if (explained.EvidenceStatus == EvidenceStatus.Opened)
            {
                new ExplanationTree(zh, most).AddUnits(node, Say("不利的单位", "units that tell against the shop"), explained.Evidence);
            }
            else
            {
                Add(node, Say("无法展开", "it cannot be opened"));
            }
        }

        Add(tree, $"SHA-256 {explained.StatementHash}, {Say("首次说明于", "first told")} {Wording.At(explained.FirstToldAt)}");
        return tree;
    }

    private static void Add(IHasTreeNodes tree, string text) => tree.AddNode(new Text(text));

    private string Say(string chinese, string english) => zh ? chinese : english;

    private string Avoided(AvoidingWay way)
    {
        var step = zh ? way.StepZh : way.StepEn;
        return (way.HasUnits, way.Fewer) switch
        {
            (false, _) => Say($"任何数值都不能避免【{step}】", $"no number of units avoids \"{step}\""),
            (true, false) => Say($"多{way.Units}个命中,可避免【{step}】", $"{way.Units} more hits avoid \"{step}\""),
            _ => Say($"少{way.Units}个,可避免【{step}】", $"{way.Units} fewer avoid \"{step}\""),
        };
    }
}
