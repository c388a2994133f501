using System.Globalization;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Writes a statement of reasons in Chinese.</summary>
internal static class StatementZh
{
    internal static IEnumerable<string> Lines(StatementFacts facts)
    {
        var (decision, citation) = (facts.Decision, facts.Decision.Citation);
        yield return $"处罚理由说明(文本版本{StatementOfReasons.Wording})";
        yield return $"店铺:{decision.Shop.Platform}/{decision.Shop.ShopId}";
        yield return $"决定:{decision.Id}{(decision.Sequence == 0 ? "" : $",本店第{decision.Sequence}号")}";
        yield return $"作出时间:北京时间{StatementOfReasons.At(decision.DecidedAt)},{decision.DecidedAt:uuuu-MM-dd'T'HH:mm:ss'Z'}";
        yield return $"认定:{decision.ReasonZh}";
        yield return $"规则:{decision.RuleZh}";
        yield return $"规则出处:{citation.Platform}规则{citation.RulebookVersion}版,规则{citation.RuleId},来源{citation.Source}," +
            $"规则文件SHA-256 {citation.RulebookHash}";
        foreach (var line in Figure(facts))
        {
            yield return line;
        }

        foreach (var line in Correction(facts))
        {
            yield return line;
        }

        yield return $"执行:{Effect(facts)}";
        foreach (var line in Avoided(facts))
        {
            yield return $"如何可以避免:{line}";
        }

        yield return $"申诉:{Appeal(facts)}";
    }

    private static IEnumerable<string> Figure(StatementFacts facts)
    {
        if (facts.Decision.Figure is not { } figure)
        {
            yield break;
        }

        var (start, end) = (figure.Period.Start, figure.Period.End.PlusDays(-1));
        yield return $"指标:{facts.Rule.NameZh}({facts.Decision.SubjectId}),{start:R}至{end:R},{figure.EvaluatedOn:R}考核:" +
            $"分子{figure.Rate.Numerator},分母{figure.Rate.Denominator},第{figure.Revision}次发布";
        if (facts.Rule.Metric is { } metric)
        {
            yield return $"计算方法:分子除以分母,比较时不取整;{MeasureOf(metric.Measure)};{WindowOf(metric.Window)};" +
                $"自然日按北京时间。{metric.TextZh}";
        }
    }

    private static string MeasureOf(MetricMeasure measure) => measure switch
    {
        MetricMeasure.Share => "分子为命中的单位数,分母为全部计入的单位数",
        MetricMeasure.MeanMilliseconds => "分子为毫秒总和,分母为平均的个数",
        MetricMeasure.Ratio => "分子与分母为两类不同的数量",
        MetricMeasure.MeanStars => "分子为星级总和,分母为评价数",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    private static string WindowOf(MetricWindow window) => window switch
    {
        NaturalDayWindow => "按自然日",
        NaturalMonthWindow => "按自然月",
        NaturalWeeksWindow { Weeks: 1 } => "按自然周",
        NaturalWeeksWindow weeks => $"按{weeks.Weeks}个自然周",
        TrailingDaysWindow days => $"考核日前{days.Days}天",
        SampledTrailingDaysWindow days => $"考核日前{days.Days}天,不足{days.EnoughUnits}个单位时为前{days.DaysWhenFew}天",
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "No such window."),
    };

    private static IEnumerable<string> Correction(StatementFacts facts)
    {
        if (facts.Decision.Correction is not { } correction)
        {
            yield break;
        }

        yield return $"复核原因:{correction.CauseZh}({correction.TraceId})";
        if (facts.Revoked is { } revoked)
        {
            yield return $"撤销:自{revoked.EffectiveFrom:R}起生效的决定{revoked.Id}不再有效。原决定认定:{revoked.ReasonZh}";
        }
    }

    private static string Effect(StatementFacts facts)
    {
        var (decision, from) = (facts.Decision, $"{facts.Decision.EffectiveFrom:R}");
        if (facts.IsProposal)
        {
            return $"{from}提出,经人工批准前不执行。";
        }

        if (decision.Kind is SanctionDecisionKind.StudyAssigned)
        {
            return $"自{from}起,通过考试即结束,最迟应于{decision.EffectiveUntil!.Value.PlusDays(-1):R}(含当日)前通过。";
        }

        if (facts.Days is { } days)
        {
            return $"自{from}至{decision.EffectiveUntil!.Value.PlusDays(-1):R}(首尾均含),共{days}个自然日,到期自动结束。";
        }

        return facts.Length is OpenLength open ? $"自{from}起,无固定期限:{Lifting(facts, open)}。" : $"{from},即时。";
    }

    private static string Lifting(StatementFacts facts, OpenLength open)
    {
        var recovery = facts.Step?.Condition is BeyondCondition { Limit: { } limit } beyond
            ? $"后续指标{(beyond.BadSide == BadSide.Below ? "不低于" : "不高于")}{limit}的,自该次考核日起解除"
            : "后续指标达标的,自该次考核日起解除";
        return (open.UntilRecovery, open.UntilMerchantActs) switch
        {
            (true, true) => $"{recovery},或商家按要求处理后解除",
            (true, false) => recovery,
            _ => "商家按要求处理后解除",
        };
    }

    private static IEnumerable<string> Avoided(StatementFacts facts)
    {
        if (facts.Ways.Count > 0)
        {
            foreach (var way in facts.Ways)
            {
                yield return Way(facts, way);
            }

            yield break;
        }

        yield return facts.Ground switch
        {
            StatementGround.Figure => OtherFigure(facts),
            StatementGround.Incident => "违规不成立则不会处罚;违规被驳回的,本决定随之撤回。",
            StatementGround.RepeatedMonths => facts.Rule.Ladder.RepeatEscalation is { } escalation
                ? $"其中任一月份的处罚少于{escalation.PenaltiesInEach}次。"
                : "其中任一月份的处罚更少。",
            StatementGround.TaskFailed => "在期限内通过考试。",
            StatementGround.Person => "由人工决定;其所答复的建议另有理由说明。",
            _ => "本决定有利于商家,无需避免。",
        };
    }

    private static string Way(StatementFacts facts, AvoidingWay way)
    {
        var step = $"【{way.Step.TextZh}】({Condition(way.Step.Condition)})及更重的处理";
        if (way.Units is not { } units)
        {
            return $"在此分母下,任何分子都不能避免{step}。";
        }

        var (figure, measure) = (facts.Decision.Figure!.Rate, facts.Rule.Metric!.Measure);
        var reached = way.Side == AvoidingSide.More ? figure.Numerator + units : figure.Numerator - units;
        var what = (measure, way.Side) switch
        {
            (MetricMeasure.Share, AvoidingSide.More) => $"{figure.Denominator - figure.Numerator}个未命中的单位中任意{units}个命中",
            (MetricMeasure.Share, _) => $"{figure.Numerator}个计为不良的单位中任意{units}个不计为不良",
            (MetricMeasure.MeanMilliseconds, AvoidingSide.More) => $"总和增加{units}毫秒",
            (MetricMeasure.MeanMilliseconds, _) => $"总和减少{units}毫秒",
            (_, AvoidingSide.More) => $"分子增加{units}",
            _ => $"分子减少{units}",
        };
        return $"{what},即为{reached}/{figure.Denominator},可避免{step}。";
    }

    private static string OtherFigure(StatementFacts facts) => (facts.Rule.Ladder.Subject, facts.Step?.Condition) switch
    {
        (RequirementSubject, MissesCondition misses) =>
            $"未达标的要求中再有{Units(facts.Decision.Figure!.Rate.Numerator - misses.From + 1)}项达标。",
        (RequirementSubject set, MissedPeriodsCondition) => $"本考核周期未达标少于{set.MissesToFail}项,或连续周期中任一更早的周期达标。",
        (_, { } condition) when Condition(condition) is { Length: > 0 } text => $"数值不属于“{text}”。",
        _ => "指标符合该规则的条件。",
    };

    private static string Condition(StepCondition? condition) => condition switch
    {
        BeyondCondition { Limit: { } limit } beyond => $"{(beyond.BadSide == BadSide.Below ? "低于" : "高于")}{limit}",
        BandCondition { From: { } from, Until: { } until } => $"不低于{from}且低于{until}",
        BandCondition { From: { } from } => $"不低于{from}",
        BandCondition { Until: { } until } => $"低于{until}",
        FailuresCondition failures => $"未达标{failures.From}个及以上",
        _ => "",
    };

    private static string Units(long number) => Math.Max(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Appeal(StatementFacts facts)
    {
        if (!facts.IsBurden)
        {
            return "无需申诉:本决定不减损商家权益。";
        }

        const string How = "请注明本决定编号,并提交能证明单位、违规或规则认定有误的材料";
        return facts.Terms.EndsBefore(facts.Decision.EffectiveFrom) is { } late
            ? $"{How},最迟于{late.PlusDays(-1):R}(含当日)前提出(自生效日起{facts.Terms.DaysToFile}日,含生效日;由平台配置,来源未规定)。"
            : $"{How}。未配置申诉期限。";
    }
}
