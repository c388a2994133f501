namespace CsPlatform.Domain.Rulebooks;

/// <summary>One step of a ladder.</summary>
/// <param name="TextZh">The step in the platform's own words; unique in its ladder.</param>
/// <param name="TextEn">The step in English.</param>
/// <param name="Condition">When it applies; null = no source says when, so nothing triggers it.</param>
/// <param name="Actions">What it does. At least one.</param>
public sealed record SanctionStep(
    string TextZh, string TextEn, StepCondition? Condition, IReadOnlyList<SanctionAction> Actions)
{
    /// <summary>Whether its condition and at least one of its actions are known.</summary>
    public bool IsEnforced => Condition is { IsKnown: true } && Has(static action => action.IsEnforced);

    /// <summary>Whether it does more than give notice or propose: it counts against a quota.</summary>
    public bool IsPenalty => Has(static action => action.IsEnforced && action.IsPenalty);

    /// <summary>Whether it is a fine, with or without more.</summary>
    public bool IsFine => Has(static action => action is FineAction { IsEnforced: true });

    /// <summary>Whether it runs for a time: a task or a restriction.</summary>
    public bool Runs => Has(static action => action is TaskAction or RestrictionAction { IsEnforced: true });

    /// <summary>Whether any of its actions has the property.</summary>
    public bool Has(Func<SanctionAction, bool> property)
    {
        for (var i = 0; i < Actions.Count; i++)
        {
            if (property(Actions[i]))
            {
                return true;
            }
        }

        return false;
    }
}
