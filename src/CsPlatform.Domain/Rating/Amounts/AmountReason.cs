namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>
/// Why an amount is not enforced: a closed list in the order in which the reasons are looked for. The first that holds is given.
/// </summary>
public enum AmountReason
{
    /// <summary>Nothing stands against it.</summary>
    None = 0,

    /// <summary>The source states a range, or nothing, and no value has been chosen.</summary>
    NoValueChosen = 1,

    /// <summary>It was due before, for this case, order, day or month.</summary>
    DueBefore = 2,

    /// <summary>A fact that the rule needs is not known: no data, hence a hold (handbook G8).</summary>
    FactMissing = 3,

    /// <summary>A fact cannot be: a negative sum, a sum above the largest, freight above what was paid, no case at all.</summary>
    FactOutOfRange = 4,

    /// <summary>It was done in time, or the time is not over yet.</summary>
    InTime = 5,

    /// <summary>The result is above the largest sum that is booked.</summary>
    TooLarge = 6,
}
