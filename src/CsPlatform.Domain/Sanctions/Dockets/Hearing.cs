using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>Adjusts what the policy says of a figure or an incident to the terms on which it is heard.</summary>
internal static class Hearing
{
    internal static Judgement Adjust(Judgement judgement, SanctionLadder ladder, HearingTerms terms, bool isUncertain)
    {
        if (judgement.Step is not { } step)
        {
            return judgement;
        }

        if (terms.Barred is { } barred && (barred is not SanctionHold.MassEffect || WeighsOn(step)))
        {
            // Rescinded and exempted things were never missed; what awaits a person was.
            return barred is SanctionHold.MassEffect ? Judgement.Held(barred) with { Missed = judgement.Missed } : Judgement.Held(barred);
        }

        if (isUncertain)
        {
            return Judgement.Held(SanctionHold.Uncertain) with { Missed = judgement.Missed };
        }

        return terms.TakenBefore is { } taken ? AtMost(judgement, ladder, taken) : judgement;
    }

    /// <summary>Index of the step that a judgement takes; -1 for none.</summary>
    internal static int IndexOf(SanctionLadder ladder, Judgement judgement)
    {
        for (var i = 0; i < ladder.Steps.Count; i++)
        {
            if (ReferenceEquals(ladder.Steps[i], judgement.Step))
            {
                return i;
            }
        }

        return -1;
    }

    private static Judgement AtMost(Judgement judgement, SanctionLadder ladder, int taken)
    {
        var index = Math.Min(IndexOf(ladder, judgement), taken);
        if (index < 0 || (index < taken && ladder.Steps[index].Has(static action => action is TaskAction)))
        {
            // Whoever is given a task has its days from that day on; days of the past cannot be given.
            return Judgement.Held(SanctionHold.Spared) with { Missed = judgement.Missed, Run = judgement.Run };
        }

        return judgement with { Step = ladder.Steps[index] };
    }

    /// <summary>Index of the hardest enforced step whose condition a figure meets, all else being new; -1 for none.</summary>
    internal static int IndexOf(SanctionLadder ladder, AssessedFigure figure)
    {
        var missed = SanctionPolicy.Judge(ladder, figure, Standing.New).Missed;
        return IndexOf(ladder, new Judgement(missed, missed, null));
    }

    private static bool WeighsOn(SanctionStep step) => step.IsPenalty || step.Has(static action => action is ProposalAction);
}
