using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates limits and the conditions of steps.</summary>
internal static class StepConditionReader
{
    private static readonly Threshold Nothing = Threshold.Thousandths(0);

    /// <summary>A condition; null when the step has none.</summary>
    public static StepCondition? Read(V1.SanctionStep step, LadderSubject subject, Place place)
    {
        switch (step.ConditionCase)
        {
            case V1.SanctionStep.ConditionOneofCase.Beyond:
                return Beyond(step.Beyond, place.Field("beyond"));
            case V1.SanctionStep.ConditionOneofCase.Band:
                return Band(step.Band, place.Field("band"));
            case V1.SanctionStep.ConditionOneofCase.Misses:
                Require<RequirementSubject>(subject, place.Field("misses"), "a set of requirements");
                return new MissesCondition(From(step.Misses, place.Field("misses")));
            case V1.SanctionStep.ConditionOneofCase.MissedPeriods:
                Require<RequirementSubject>(subject, place.Field("missedPeriods"), "a set of requirements");
                return new MissedPeriodsCondition(From(step.MissedPeriods, place.Field("missedPeriods")));
            case V1.SanctionStep.ConditionOneofCase.Failures:
                return new FailuresCondition(From(step.Failures, place.Field("failures")));
            case V1.SanctionStep.ConditionOneofCase.Incident:
                Require<IncidentSubject>(subject, place.Field("incident"), "incidents");
                return Incident(step.Incident, subject, place.Field("incident"));
            default:
                return null;
        }
    }

    public static BeyondCondition Beyond(V1.Beyond beyond, Place place) =>
        new(Limit(beyond.Limit, place.Field("limit")), place.Choice<V1.BadSide, BadSide>("badSide", beyond.BadSide));

    /// <summary>A limit; null when it is absent.</summary>
    public static Threshold? Limit(V1.Limit? limit, Place place)
    {
        switch (limit?.ValueCase)
        {
            case null:
                return null;
            case V1.Limit.ValueOneofCase.HundredthsOfPercent:
                var share = place.Range("hundredthsOfPercent", limit.HundredthsOfPercent, 0, Percentage.Whole);
                return Threshold.Of(new Percentage(Math.Clamp(share, 0, Percentage.Whole)));
            case V1.Limit.ValueOneofCase.Number:
                if (Threshold.Parse(limit.Number) is { } number)
                {
                    return number;
                }

                place.Field("number").Fault($"\"{limit.Number}\" is no number of 0 or more with at most three decimals; write one such as \"4.5\"");
                return Nothing;
            default:
                place.Fault("has no value; give one of hundredthsOfPercent, number, or leave the limit out");
                return Nothing;
        }
    }

    private static BandCondition Band(V1.Band band, Place place)
    {
        var (from, until) = (Limit(band.From, place.Field("from")), Limit(band.Until, place.Field("until")));
        if (from is null && until is null)
        {
            place.Fault("has no end; give from, until or both");
        }
        else if (from is { } low && until is { } high && low.CompareTo(high) >= 0)
        {
            place.Field("until").Fault($"{high} does not lie above {low}; write a higher value");
        }

        return new BandCondition(from, until);
    }

    private static int From(V1.CountFrom count, Place place) => place.Range("from", count.From, 1, 1_000_000);

    private static IncidentCondition Incident(V1.IncidentCondition incident, LadderSubject subject, Place place)
    {
        if (subject is IncidentSubject incidents && incidents.Grades.All(grade => grade.Key != incident.Grade))
        {
            place.Field("grade").Fault(
                $"\"{incident.Grade}\" is no grade of this ladder; known: {string.Join(", ", incidents.Grades.Select(grade => grade.Key))}");
        }

        return new IncidentCondition(
            incident.Grade,
            place.Range("fromNth", incident.FromNth, 1, 1000),
            incident.HasWithinMonths ? place.Range("withinMonths", incident.WithinMonths, 1, 120) : null);
    }

    private static void Require<T>(LadderSubject subject, Place place, string what)
    {
        if (subject is not T)
        {
            place.Fault($"needs a ladder that judges {what}; write another condition");
        }
    }
}
