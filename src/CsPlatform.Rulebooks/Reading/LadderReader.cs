using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates sanction ladders.</summary>
internal static class LadderReader
{
    public static SanctionLadder Read(V1.SanctionLadder ladder, RuleHead head, Place place, RulebookDates dates, RuleIds ids)
    {
        RuleIds.Check(ids.Metrics, ladder.MetricId, place.Field("metricId"));
        return new SanctionLadder(
            ladder.Id,
            ladder.MetricId,
            head.TextZh,
            head.TextEn,
            head.Source,
            Steps(ladder, place),
            ladder.HasPenaltiesPerMonth ? place.Range("penaltiesPerMonth", ladder.PenaltiesPerMonth, 1, 31) : null,
            ladder.HasMinimumSample ? place.Range("minimumSample", ladder.MinimumSample, 1, int.MaxValue) : null,
            ladder.PausesWhilePenaltyRuns,
            ladder.AllowPartialWindowAfterRestart,
            Repeat(ladder.RepeatEscalation, place.Field("repeatEscalation"), dates),
            ladder.HasEscalatesWithinMonths ? place.Range("escalatesWithinMonths", ladder.EscalatesWithinMonths, 1, 120) : null);
    }

    private static List<SanctionStep> Steps(V1.SanctionLadder ladder, Place place)
    {
        if (ladder.Steps.Count == 0)
        {
            place.Field("steps").Fault("is required; give at least one step");
        }

        var steps = ladder.Steps.Select((step, i) => Step(step, place.Item("steps", i))).ToList();
        for (var i = 1; i < steps.Count; i++)
        {
            CheckOrder(steps[i - 1], steps[i], place.Item("steps", i));
        }

        return steps;
    }

    private static void CheckOrder(SanctionStep milder, SanctionStep harder, Place place)
    {
        if (milder.Direction != harder.Direction)
        {
            place.Field("badSide").Fault("differs from the step before; all steps of a ladder look at the same side");
        }

        if (milder.Threshold is not { } mild || harder.Threshold is not { } hard)
        {
            return;
        }

        var grows = harder.Direction == BadSide.Below
            ? hard.HundredthsOfPercent < mild.HundredthsOfPercent
            : hard.HundredthsOfPercent > mild.HundredthsOfPercent;
        if (!grows)
        {
            place.Field("thresholdHundredthsOfPercent").Fault(
                $"{hard} is not worse than {mild} of the step before; order steps from mildest to hardest");
        }
    }

    private static SanctionStep Step(V1.SanctionStep step, Place place)
    {
        var zh = place.Text("textZh", step.TextZh);
        var en = place.Text("textEn", step.TextEn);
        var side = place.Choice<V1.BadSide, BadSide>("badSide", step.BadSide);
        Percentage? threshold = null;
        if (step.HasThresholdHundredthsOfPercent)
        {
            var value = place.Range("thresholdHundredthsOfPercent", step.ThresholdHundredthsOfPercent, 0, Percentage.Whole);
            threshold = new Percentage(Math.Clamp(value, 0, Percentage.Whole));
        }

        switch (step.ActionCase)
        {
            case V1.SanctionStep.ActionOneofCase.Remind:
                return new RemindStep(zh, en, threshold, side);
            case V1.SanctionStep.ActionOneofCase.Study:
                var study = place.Field("study");
                return new StudyStep(
                    zh,
                    en,
                    threshold,
                    side,
                    study.Range("daysToPass", step.Study.DaysToPass, 1, 366),
                    study.Range("limitDaysWhenFailed", step.Study.LimitDaysWhenFailed, 1, 366));
            case V1.SanctionStep.ActionOneofCase.TrafficLimit:
                return new TrafficLimitStep(
                    zh, en, threshold, side, place.Field("trafficLimit").Range("days", step.TrafficLimit.Days, 1, 366));
            default:
                place.Fault("has no action; give one of remind, study, trafficLimit");
                return new RemindStep(zh, en, threshold, side);
        }
    }

    private static RepeatEscalation? Repeat(V1.RepeatEscalation? repeat, Place place, RulebookDates dates)
    {
        if (repeat is null)
        {
            return null;
        }

        RuleTextReader.Read(repeat.Text, place.Field("text"), dates);
        var within = place.Range("withinMonths", repeat.WithinMonths, 1, 120);
        return new RepeatEscalation(
            within,
            place.Range("months", repeat.Months, 1, Math.Max(1, within)),
            place.Range("penaltiesInEach", repeat.PenaltiesInEach, 1, 31));
    }
}
