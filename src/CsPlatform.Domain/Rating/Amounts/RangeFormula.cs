using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>A value that the platform chooses in a range (handbook 6.2: 500-1000 元); none chosen, nothing enforced.</summary>
public static class RangeFormula
{
    /// <summary>The value chosen.</summary>
    public static Worked Work(RangeAmount form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Chosen is { } chosen
            ? Worked.Out(chosen.Amount, $"{Yuan.Of(chosen)}, chosen in {Yuan.Of(form.Lowest)} to {Yuan.Of(form.Highest)}")
            : Worked.Not(AmountReason.NoValueChosen);
    }
}
