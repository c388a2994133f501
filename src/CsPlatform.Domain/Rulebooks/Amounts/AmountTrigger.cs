namespace CsPlatform.Domain.Rulebooks;

/// <summary>What makes an amount due.</summary>
public enum AmountTrigger
{
    /// <summary>A decision that is taken elsewhere: a step of a sanction ladder, an upheld complaint.</summary>
    Decision = 1,

    /// <summary>Something promised by a time was done after it, or is not done after it. At that time it is in time.</summary>
    Overdue = 2,
}
