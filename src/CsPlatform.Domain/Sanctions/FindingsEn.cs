using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Writes in English what a judged figure showed against the step that it missed.</summary>
internal static class FindingsEn
{
    internal static string Of(Judgement judgement, AssessedFigure figure)
    {
        var value = $"is {figure.Rate.Numerator}/{figure.Rate.Denominator}, ";
        return judgement.Missed!.Condition switch
        {
            BeyondCondition { Limit: { } limit } beyond => value + Beyond(figure.Rate, beyond, limit),
            BandCondition band => value + Band(figure.Rate, band),
            FailuresCondition failures =>
                $"{value}so {figure.Rate.Denominator - figure.Rate.Numerator} failed, which is {failures.From} or more.",
            MissesCondition => Requirements(figure),
            MissedPeriodsCondition => $"{Requirements(figure)} It is missed period {judgement.Run!.Periods} in a row.",
            var other => throw new UnreachableException($"No words for {other}."),
        };
    }

    private static string Beyond(Primitives.Rate rate, BeyondCondition beyond, Primitives.Threshold limit)
    {
        var (text, isExact) = RateText.Of(rate, limit, beyond.BadSide);
        return $"{(isExact ? "that is" : "about")} {text}, {(beyond.BadSide == BadSide.Below ? "below" : "above")} {limit}.";
    }

    private static string Band(Primitives.Rate rate, BandCondition band)
    {
        var (text, isExact) = RateText.Of(rate, band.From ?? band.Until!.Value, BadSide.Below);
        var side = (band.From, band.Until) switch
        {
            ({ } from, { } until) => $"at least {from} and below {until}",
            ({ } from, null) => $"at least {from}",
            (_, var until) => $"below {until}",
        };
        return $"{(isExact ? "that is" : "about")} {text}, {side}.";
    }

    private static string Requirements(AssessedFigure figure) =>
        $"misses {figure.Rate.Numerator} of {figure.Rate.Denominator} requirements (" +
        string.Join(", ", figure.Findings.Where(finding => finding.IsMissed).Select(finding =>
            $"{finding.Requirement.Figure.NameEn} {finding.Rate.Numerator}/{finding.Rate.Denominator}")) + ").";
}
