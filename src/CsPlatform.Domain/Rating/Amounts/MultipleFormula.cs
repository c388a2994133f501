using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>A multiple of what was paid, with a floor (handbook 6.3: 3 times or 1.8 times, at least 50 元).</summary>
public static class MultipleFormula
{
    /// <summary>The multiple, exact.</summary>
    public static Worked Work(MultipleAmount form, AmountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        var (of, reason) = AmountBases.Find(form.Of, facts);
        if (reason != AmountReason.None)
        {
            return Worked.Not(reason);
        }

        var product = form.Factor * of.Amount;
        var factor = form.Factor.ToString(3).TrimEnd('0').TrimEnd('.');
        var working = $"{factor} × {Yuan.Of(of)} = {Yuan.Exact(product)}";
        return form.Floor is { } floor && product < floor.Amount
            ? Worked.Out(floor.Amount, $"{working}, at least {Yuan.Of(floor)}")
            : Worked.Out(product, working);
    }
}
