using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Writes in Chinese what a judged figure showed against the step that it missed.</summary>
internal static class FindingsZh
{
    internal static string Of(Judgement judgement, AssessedFigure figure)
    {
        var value = $"为{figure.Rate.Numerator}/{figure.Rate.Denominator}";
        return judgement.Missed!.Condition switch
        {
            BeyondCondition { Limit: { } limit } beyond => value + Beyond(figure.Rate, beyond, limit),
            BandCondition band => value + Band(figure.Rate, band),
            FailuresCondition failures =>
                $"{value},未达标{figure.Rate.Denominator - figure.Rate.Numerator},达到{failures.From}。",
            MissesCondition => Requirements(figure),
            MissedPeriodsCondition => $"{Requirements(figure)}连续{judgement.Run!.Periods}个考核周期未达标。",
            var other => throw new UnreachableException($"No words for {other}."),
        };
    }

    private static string Beyond(Primitives.Rate rate, BeyondCondition beyond, Primitives.Threshold limit)
    {
        var (text, isExact) = RateText.Of(rate, limit, beyond.BadSide);
        return $",{(isExact ? "即" : "约")}{text},{(beyond.BadSide == BadSide.Below ? "低于" : "高于")}{limit}。";
    }

    private static string Band(Primitives.Rate rate, BandCondition band)
    {
        var (text, isExact) = RateText.Of(rate, band.From ?? band.Until!.Value, BadSide.Below);
        var side = (band.From, band.Until) switch
        {
            ({ } from, { } until) => $"不低于{from}且低于{until}",
            ({ } from, null) => $"不低于{from}",
            (_, var until) => $"低于{until}",
        };
        return $",{(isExact ? "即" : "约")}{text},{side}。";
    }

    private static string Requirements(AssessedFigure figure) =>
        $"{figure.Rate.Denominator}项要求中{figure.Rate.Numerator}项未达标(" +
        string.Join("、", figure.Findings.Where(finding => finding.IsMissed).Select(finding =>
            $"{finding.Requirement.Figure.NameZh}{finding.Rate.Numerator}/{finding.Rate.Denominator}")) + ")。";
}
