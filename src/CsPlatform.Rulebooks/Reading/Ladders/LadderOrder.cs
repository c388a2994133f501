using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Checks that steps grow from mildest to hardest, and that bands touch without a gap or an overlap.</summary>
internal static class LadderOrder
{
    public static void Check(IReadOnlyList<SanctionStep> steps, Place place)
    {
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps.Take(i).LastOrDefault(earlier => HasOrder(earlier.Condition, steps[i].Condition)) is { } milder)
            {
                Check(milder.Condition!, steps[i].Condition!, place.Item("steps", i));
            }
        }

        SameDirection(steps, place);

        foreach (var twice in steps.GroupBy(step => step.TextZh).Where(group => group.Count() > 1))
        {
            place.Field("steps").Fault($"holds \"{twice.Key}\" twice; tell the steps apart by their words");
        }
    }

    // A step without a condition or a limit stands beside the order of the others, and incidents of a grade have one of their own.
    private static bool HasOrder(StepCondition? milder, StepCondition? harder) => (milder, harder) switch
    {
        ({ IsKnown: true }, { IsKnown: true }) =>
            milder is not IncidentCondition mild || harder is not IncidentCondition hard || mild.Grade == hard.Grade,
        _ => false,
    };

    // Each band touches the one before; all on the same side of it, or two of them would hold the same value.
    private static void SameDirection(IReadOnlyList<SanctionStep> steps, Place place)
    {
        var bands = steps.Select((step, i) => (Band: step.Condition as BandCondition, Index: i)).Where(step => step.Band is not null).ToList();
        for (var i = 2; i < bands.Count; i++)
        {
            if (GrowsUpwards(bands[0].Band!, bands[1].Band!) != GrowsUpwards(bands[i - 1].Band!, bands[i].Band!))
            {
                place.Item("steps", bands[i].Index).Field("band").Fault(
                    "turns back over the bands of the steps before; let all bands lead the same way");
            }
        }
    }

    private static bool GrowsUpwards(BandCondition milder, BandCondition harder) =>
        milder.Until is { } last && harder.From is { } next && next.CompareTo(last) >= 0;

    private static void Check(StepCondition milder, StepCondition harder, Place place)
    {
        switch (milder, harder)
        {
            case (BeyondCondition mild, BeyondCondition hard):
                Beyond(mild, hard, place.Field("beyond"));
                break;
            case (BandCondition mild, BandCondition hard):
                Bands(mild, hard, place.Field("band"));
                break;
            case (MissesCondition mild, MissesCondition hard):
                Grows(mild.From, hard.From, place.Field("misses"));
                break;
            case (MissedPeriodsCondition mild, MissedPeriodsCondition hard):
                Grows(mild.From, hard.From, place.Field("missedPeriods"));
                break;
            case (FailuresCondition mild, FailuresCondition hard):
                Grows(mild.From, hard.From, place.Field("failures"));
                break;
            case (IncidentCondition mild, IncidentCondition hard):
                Grows(mild.FromNth, hard.FromNth, place.Field("incident"), "fromNth");
                break;
            default:
                place.Fault("has a condition of another kind than the step before, so they have no order; use one kind");
                break;
        }
    }

    private static void Beyond(BeyondCondition milder, BeyondCondition harder, Place place)
    {
        if (milder.BadSide != harder.BadSide)
        {
            place.Field("badSide").Fault("differs from the step before; all steps of a ladder look at the same side");
        }

        if (milder.Limit is not { } mild || harder.Limit is not { } hard)
        {
            return;
        }

        if (harder.BadSide == BadSide.Below ? hard.CompareTo(mild) >= 0 : hard.CompareTo(mild) <= 0)
        {
            place.Field("limit").Fault($"{hard} is not worse than {mild} of the step before; order steps from mildest to hardest");
        }
    }

    private static void Bands(BandCondition milder, BandCondition harder, Place place)
    {
        var downwards = harder.Until is { } end && milder.From is { } start ? start.CompareTo(end) : (int?)null;
        var upwards = harder.From is { } next && milder.Until is { } last ? next.CompareTo(last) : (int?)null;
        if (downwards == 0 || upwards == 0)
        {
            return;
        }

        place.Fault(downwards > 0 || upwards > 0
            ? "leaves a gap after the band of the step before; let one start where the other stops"
            : "overlaps the band of the step before; let one start where the other stops");
    }

    private static void Grows(int milder, int harder, Place place, string name = "from")
    {
        if (harder <= milder)
        {
            place.Field(name).Fault($"{harder} is not more than {milder} of the step before; order steps from mildest to hardest");
        }
    }
}
