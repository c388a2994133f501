using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>An amount for each case (handbook 2.3, 4.2, 5.4).</summary>
public static class PerCaseFormula
{
    /// <summary>The amount times the cases; none where no source states it.</summary>
    public static Worked Work(PerCaseAmount form, AmountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        if (form.Value is not { } value)
        {
            return Worked.Not(AmountReason.NoValueChosen);
        }

        return facts.Cases < 1
            ? Worked.Not(AmountReason.FactOutOfRange)
            : Worked.Out(new Fraction(value.Amount, 1) * facts.Cases, $"{Yuan.Of(value)} × {facts.Cases}");
    }
}
