using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;
using Google.Protobuf.Collections;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>An explained figure as a tree for people.</summary>
/// <param name="zh">Whether reasons are told in Chinese; else in English.</param>
/// <param name="most">Most units of a kind that are shown.</param>
internal sealed class ExplanationTree(bool zh, int most)
{
    public Tree Of(FigureExplanation explained)
    {
        var figure = explained.Figure;
        var rate = Wording.Rate(figure.Numerator, figure.Denominator);
        var name = zh ? explained.NameZh : explained.NameEn;
        var tree = new Tree(Text($"{name} ({figure.MetricId}) {figure.Shop.Platform}/{figure.Shop.ShopId}"));
        tree.AddNode(Text(
            $"{Say("值", "value")}: {rate} = {figure.Numerator}/{figure.Denominator}, {figure.PeriodStart} {Say("至", "until")} {figure.PeriodEnd}"
            + $"{Say("(不含)", " (not included)")}, T = {figure.EvaluatedOn}"));
        tree.AddNode(Text(
            $"{Say("版本", "revision")} {figure.Revision}, {Wording.At(figure.ClosedAt)}{(figure.Reason.Length == 0 ? "" : $": {figure.Reason}")}"));
        if (figure.Standing is not (FigureStanding.Unspecified or FigureStanding.Firm))
        {
            tree.AddNode(Text($"{Say("存疑", "standing")}: {Wording.Word(figure.Standing)}: {figure.StandingReason}"));
        }

        AddRule(tree, explained);
        AddExclusions(tree, explained);
        AddSigns(tree, explained);
        AddUnits(tree, Say("达标", "hits"), explained.Hits);
        AddUnits(tree, Say("未达标", "misses"), explained.Misses);
        AddUnits(tree, Say("不计入", "left out"), explained.LeftOut);
        return tree;
    }

    // Ids and texts are theirs: nothing in them is markup.
    private static Text Text(string text) => new(text);

    private string Say(string chinese, string english) => zh ? chinese : english;

    private void AddRule(Tree tree, FigureExplanation explained)
    {
        var text = zh ? explained.RuleZh : explained.RuleEn;
        var citation = explained.Figure.Citation;
        var rule = tree.AddNode(Text(
            $"{Say("规则", "rule")}: {(text.Length == 0 ? "-" : text)} [{Wording.Citation(citation)}, {citation?.Source}]"));
        foreach (var assumption in explained.Assumptions)
        {
            rule.AddNode(Text($"{Say("假定", "assumed")}: {assumption}"));
        }
    }

    private void AddExclusions(Tree tree, FigureExplanation explained)
    {
        if (explained.Exclusions.Count == 0)
        {
            return;
        }

        var exclusions = tree.AddNode(Text(
            $"{Say("剔除", "exclusions")}: {explained.Exclusions.Count}; {Say("不剔除则为", "without them")} "
            + $"{explained.NumeratorWithoutExclusions}/{explained.DenominatorWithoutExclusions}"));
        foreach (var one in explained.Exclusions)
        {
            var by = one.DecidedBy.Length == 0 ? "" : $", {one.DecidedBy}";
            exclusions.AddNode(Text($"{one.Target}: {one.Reason}{by}, {ExactTime.Of(one.DecidedAt)} [{Reference(one.Event)}]"));
        }
    }

    private void AddSigns(Tree tree, FigureExplanation explained)
    {
        if (explained.Gaming.Count == 0)
        {
            return;
        }

        var signs = tree.AddNode(Text(Say("异常迹象(不影响数值)", "signs that somebody plays the rule (they change nothing)")));
        foreach (var sign in explained.Gaming)
        {
            signs.AddNode(Text($"{sign.Kind}: {(zh ? sign.TextZh : sign.TextEn)} [{string.Join(", ", sign.Evidence.Take(3).Select(Reference))}]"));
        }
    }

    /// <summary>Adds units, each with its turns and events.</summary>
    public void AddUnits(IHasTreeNodes tree, string title, RepeatedField<ExplainedUnit> units)
    {
        var list = tree.AddNode(Text($"{title}: {Wording.Count(units.Count)}"));
        foreach (var unit in units.Take(most))
        {
            var node = list.AddNode(Text(
                $"{unit.Id} {unit.Day} +{unit.AddsToNumerator}/{unit.AddsToDenominator} {(zh ? unit.ReasonZh : unit.ReasonEn)}"));
            foreach (var turn in unit.Turns)
            {
                node.AddNode(Text(Turn(turn, unit.Day)));
            }

            foreach (var evidence in unit.Evidence)
            {
                node.AddNode(Text($"{evidence.Kind} {ExactTime.OfDay(evidence.OccurredAt, unit.Day)} [{Reference(evidence)}]"));
            }

            foreach (var impossible in unit.Impossible)
            {
                node.AddNode(Text($"{Say("不可能的事件", "cannot be")}: {impossible}"));
            }
        }

        if (units.Count > most)
        {
            list.AddNode(Text($"… {Wording.Count(units.Count - most)} {Say("个未显示;--all 显示全部", "more; --all shows them")}"));
        }
    }

    private string Turn(ExplainedTurn turn, string day)
    {
        var asked = $"{ExactTime.OfDay(turn.WaitedFrom, day)} {Say("提问", "asked")} [{Reference(turn.Message)}]";
        var due = turn.DueAt is null ? "" : $" → {ExactTime.OfDay(turn.DueAt, day)} {Say("到期", "due")}";
        var answer = turn.Answer is null
            ? ""
            : $" → {ExactTime.OfDay(turn.Answer.OccurredAt, day)} {Say("回复", "answered")} [{Reference(turn.Answer)}]";
        var agent = turn.AgentId.Length == 0 ? "" : $" ({turn.AgentId})";
        var doubtful = turn.IsDoubtful ? Say(" 时钟误差内可能相反", " (clocks could turn it)") : "";
        return $"{asked}{due}{answer}{agent}: {(zh ? turn.ReasonZh : turn.ReasonEn)}{doubtful}";
    }

    private static string Reference(EventReference one) =>
        one.Position == 0 ? $"{one.Source}/{one.EventId}" : $"{one.Source}/{one.EventId} @{one.Partition}:{one.Position}";
}
