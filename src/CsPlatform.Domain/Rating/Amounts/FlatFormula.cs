using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>The same amount every time (handbook 3.2: 扣违约金1000元).</summary>
public static class FlatFormula
{
    /// <summary>The amount; none where no source states it.</summary>
    public static Worked Work(FlatAmount form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Value is { } value ? Worked.Out(value.Amount, Yuan.Of(value)) : Worked.Not(AmountReason.NoValueChosen);
    }
}
