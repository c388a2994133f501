namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// An irreversible measure is proposed when, within so many months, so many different months have at least so many penalties each.
/// </summary>
public sealed record RepeatEscalation(int WithinMonths, int Months, int PenaltiesInEach)
{
    /// <summary>What is proposed.</summary>
    public IrreversibleMeasure Measure { get; init; } = IrreversibleMeasure.ClearOut;
}
