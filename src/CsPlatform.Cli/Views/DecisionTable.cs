using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CsPlatform.Cli.Views;

/// <summary>Decisions as a table for people, each with its reason.</summary>
internal static class DecisionTable
{
    public static Table Of(IEnumerable<Decision> decisions)
    {
        var table = new Table().AddColumns("shop", "decision", "from", "until", "quota", "figure", "reason");
        foreach (var decision in decisions)
        {
            var figure = decision.Figure is { } f
                ? $"{Wording.Rate(f.Numerator, f.Denominator)} ({f.Numerator}/{f.Denominator})"
                : "-";
            table.AddRow(
                Markup.Escape(decision.Shop.ShopId),
                Term(decision.Kind),
                decision.EffectiveFrom,
                decision.EffectiveUntil.Length == 0 ? "-" : decision.EffectiveUntil,
                decision.QuotaMonth.Length == 0 ? "-" : decision.QuotaMonth,
                figure,
                Markup.Escape($"{decision.ReasonEn}\n{decision.ReasonZh}".Trim()));
        }

        return table;
    }

    /// <summary>The rules behind the decisions, each once, so that no row has to repeat them.</summary>
    public static IRenderable Rules(IEnumerable<Decision> decisions) => new Rows(decisions
        .DistinctBy(decision => (decision.Citation?.RuleId, decision.Citation?.RulebookHash))
        .Select(decision => new Markup(Markup.Escape(
            $"{decision.Citation?.RuleId} ({decision.Citation?.Source}, rulebook {decision.Citation?.RulebookVersion})\n" +
            $"  {decision.RuleZh}\n  {decision.RuleEn}"))));

    // The platform's own word beside the contract's.
    private static string Term(DecisionKind kind) => Wording.Word(kind) + kind switch
    {
        DecisionKind.Reminded => "\n友情提示",
        DecisionKind.StudyAssigned => "\n强制学习并考试",
        DecisionKind.ExamPassed => "\n考试通过",
        DecisionKind.ExamFailed => "\n考试未通过",
        DecisionKind.TrafficLimited => "\n限制公域流量",
        DecisionKind.CaseEnded => "\n处罚结束",
        DecisionKind.ClearanceProposed => "\n建议清退",
        DecisionKind.Warned => "\n警告",
        DecisionKind.Restricted => "\n限制",
        DecisionKind.Fined => "\n违约金",
        DecisionKind.PointsTaken => "\n扣分",
        DecisionKind.MeasureProposed => "\n建议措施",
        DecisionKind.MeasureApproved => "\n批准措施",
        DecisionKind.MeasureRejected => "\n驳回措施",
        DecisionKind.Revoked => "\n撤销决定",
        _ => "",
    };
}
