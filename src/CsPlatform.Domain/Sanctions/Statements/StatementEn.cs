using System.Globalization;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Writes a statement of reasons in English.</summary>
internal static class StatementEn
{
    internal static IEnumerable<string> Lines(StatementFacts facts)
    {
        var (decision, citation) = (facts.Decision, facts.Decision.Citation);
        yield return $"Statement of reasons (wording {StatementOfReasons.Wording})";
        yield return $"Shop: {decision.Shop.Platform}/{decision.Shop.ShopId}";
        yield return $"Decision: {decision.Id}{(decision.Sequence == 0 ? "" : $", number {decision.Sequence} of this shop")}";
        yield return $"Decided: {StatementOfReasons.At(decision.DecidedAt)} China Standard Time, {decision.DecidedAt:uuuu-MM-dd'T'HH:mm:ss'Z'}";
        yield return $"What was found: {decision.ReasonEn}";
        yield return $"Rule: {decision.RuleEn}";
        yield return $"Where it stands: rulebook {citation.Platform} of {citation.RulebookVersion}, rule {citation.RuleId}, " +
            $"source {citation.Source}, SHA-256 of the rulebook {citation.RulebookHash}";
        foreach (var line in Figure(facts))
        {
            yield return line;
        }

        foreach (var line in Correction(facts))
        {
            yield return line;
        }

        yield return $"Effect: {Effect(facts)}";
        foreach (var line in Avoided(facts))
        {
            yield return $"What would have avoided it: {line}";
        }

        yield return $"Appeal: {Appeal(facts)}";
    }

    private static IEnumerable<string> Figure(StatementFacts facts)
    {
        if (facts.Decision.Figure is not { } figure)
        {
            yield break;
        }

        var (start, end) = (figure.Period.Start, figure.Period.End.PlusDays(-1));
        yield return $"Figure: {facts.Rule.NameEn} ({facts.Decision.SubjectId}), {start:R} to {end:R}, evaluated on {figure.EvaluatedOn:R}: " +
            $"numerator {figure.Rate.Numerator}, denominator {figure.Rate.Denominator}, revision {figure.Revision}";
        if (facts.Rule.Metric is { } metric)
        {
            yield return $"How it is calculated: numerator over denominator, compared without rounding; {MeasureOf(metric.Measure)}; " +
                $"{WindowOf(metric.Window)}; days are days of China Standard Time. {metric.TextEn}";
        }
    }

    private static string MeasureOf(MetricMeasure measure) => measure switch
    {
        MetricMeasure.Share => "the numerator counts the units that hit, the denominator all units that count",
        MetricMeasure.MeanMilliseconds => "the numerator is a sum of milliseconds, the denominator the number it is shared by",
        MetricMeasure.Ratio => "the numerator counts one kind of thing, the denominator another",
        MetricMeasure.MeanStars => "the numerator is a sum of stars, the denominator the number of ratings",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    private static string WindowOf(MetricWindow window) => window switch
    {
        NaturalDayWindow => "each natural day by itself",
        NaturalMonthWindow => "the natural month",
        NaturalWeeksWindow { Weeks: 1 } => "the natural week",
        NaturalWeeksWindow weeks => $"{weeks.Weeks} natural weeks",
        TrailingDaysWindow days => $"the {days.Days} days before the day of evaluation",
        SampledTrailingDaysWindow days =>
            $"the {days.Days} days before the day of evaluation, or {days.DaysWhenFew} when those hold fewer than {days.EnoughUnits} units",
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "No such window."),
    };

    private static IEnumerable<string> Correction(StatementFacts facts)
    {
        if (facts.Decision.Correction is not { } correction)
        {
            yield break;
        }

        yield return $"Looked at again: {correction.CauseEn} ({correction.TraceId})";
        if (facts.Revoked is { } revoked)
        {
            yield return $"Revoked: {revoked.Id}, in effect from {revoked.EffectiveFrom:R}, does not stand any more. It said: {revoked.ReasonEn}";
        }
    }

    private static string Effect(StatementFacts facts)
    {
        var (decision, from) = (facts.Decision, $"{facts.Decision.EffectiveFrom:R}");
        if (facts.IsProposal)
        {
            return $"none before a person approves it; proposed on {from}.";
        }

        if (decision.Kind is SanctionDecisionKind.StudyAssigned)
        {
            return $"from {from}; it ends when the exam is passed, at the latest by the end of {decision.EffectiveUntil!.Value.PlusDays(-1):R}.";
        }

        if (facts.Days is { } days)
        {
            return $"from {from} to {decision.EffectiveUntil!.Value.PlusDays(-1):R}, both included: {days} natural days. It ends by itself.";
        }

        return facts.Length is OpenLength open ? $"from {from}, without an end of its own: {Lifting(facts, open)}." : $"on {from}, at once.";
    }

    private static string Lifting(StatementFacts facts, OpenLength open)
    {
        var recovery = facts.Step?.Condition is BeyondCondition { Limit: { } limit } beyond
            ? $"until a later figure is {(beyond.BadSide == BadSide.Below ? "at least" : "at most")} {limit}, from the day of its evaluation"
            : "until a later figure keeps the standard, from the day of its evaluation";
        return (open.UntilRecovery, open.UntilMerchantActs) switch
        {
            (true, true) => $"{recovery}, or until the merchant puts it right",
            (true, false) => recovery,
            _ => "until the merchant puts it right",
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
            StatementGround.Incident => "without the incident, or with its dismissal, nothing would have followed; a dismissal takes this back.",
            StatementGround.RepeatedMonths => facts.Rule.Ladder.RepeatEscalation is { } escalation
                ? $"one of those months with fewer than {escalation.PenaltiesInEach} penalties."
                : "fewer penalties in one of those months.",
            StatementGround.TaskFailed => "passing the exam before its deadline.",
            StatementGround.Person => "a person decided it; the proposal it answers has a statement of its own.",
            _ => "it is in the shop's favour; there is nothing to avoid.",
        };
    }

    private static string Way(StatementFacts facts, AvoidingWay way)
    {
        var step = $"step \"{way.Step.TextEn}\" ({Condition(way.Step.Condition)}) and every harder one";
        if (way.Units is not { } units)
        {
            return $"no numerator over this denominator keeps clear of {step}.";
        }

        var (figure, measure) = (facts.Decision.Figure!.Rate, facts.Rule.Metric!.Measure);
        var reached = way.Side == AvoidingSide.More ? figure.Numerator + units : figure.Numerator - units;
        var what = (measure, way.Side) switch
        {
            (MetricMeasure.Share, AvoidingSide.More) =>
                $"any {units} of the {figure.Denominator - figure.Numerator} units that missed, had they hit",
            (MetricMeasure.Share, _) => $"any {units} of the {figure.Numerator} units that were counted as bad, had they not been",
            (MetricMeasure.MeanMilliseconds, AvoidingSide.More) => $"{units} milliseconds more in all",
            (MetricMeasure.MeanMilliseconds, _) => $"{units} milliseconds fewer in all",
            (_, AvoidingSide.More) => $"{units} more in the numerator",
            _ => $"{units} fewer in the numerator",
        };
        return $"{what}, would have given {reached}/{figure.Denominator} and kept clear of {step}.";
    }

    private static string OtherFigure(StatementFacts facts) => (facts.Rule.Ladder.Subject, facts.Step?.Condition) switch
    {
        (RequirementSubject, MissesCondition misses) =>
            $"keeping {Units(facts.Decision.Figure!.Rate.Numerator - misses.From + 1)} more of the requirements that were missed.",
        (RequirementSubject set, MissedPeriodsCondition) =>
            $"keeping this period, which fewer than {set.MissesToFail} missed requirements do, or any earlier one of the run.",
        (_, { } condition) when Condition(condition) is { Length: > 0 } text => $"a value that is not {text}.",
        _ => "a figure that keeps the ladder's condition.",
    };

    private static string Condition(StepCondition? condition) => condition switch
    {
        BeyondCondition { Limit: { } limit } beyond => $"{(beyond.BadSide == BadSide.Below ? "below" : "above")} {limit}",
        BandCondition { From: { } from, Until: { } until } => $"at least {from} and below {until}",
        BandCondition { From: { } from } => $"at least {from}",
        BandCondition { Until: { } until } => $"below {until}",
        FailuresCondition failures => $"{failures.From} or more that failed",
        _ => "",
    };

    private static string Units(long number) => Math.Max(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Appeal(StatementFacts facts)
    {
        if (!facts.IsBurden)
        {
            return "not needed: it takes nothing from the shop.";
        }

        const string How = "name this decision's id and send what shows that a unit, an incident or the rule was judged wrongly";
        return facts.Terms.EndsBefore(facts.Decision.EffectiveFrom) is { } late
            ? $"{How}, by the end of {late.PlusDays(-1):R} ({facts.Terms.DaysToFile} days from the day of effect, that day included; " +
                "the platform's configuration sets this, no source states it)."
            : $"{How}. No deadline is configured.";
    }
}
