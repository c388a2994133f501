using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>A share of what was paid between floor and ceiling (handbook 5.3: 30 %, at least 5 and at most 500 元).</summary>
public static class ShareFormula
{
    /// <summary>The share, exact.</summary>
    public static Worked Work(ShareAmount form, AmountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(facts);
        var (of, reason) = AmountBases.Find(form.Of, facts);
        if (reason != AmountReason.None)
        {
            return Worked.Not(reason);
        }

        var share = of.Amount * new Fraction(form.Share.HundredthsOfPercent, Percentage.Whole);
        var working = $"{form.Share} × {Yuan.Of(of)} = {Yuan.Exact(share)}";
        if (form.Floor is { } floor && share < floor.Amount)
        {
            return Worked.Out(floor.Amount, $"{working}, at least {Yuan.Of(floor)}");
        }

        return form.Ceiling is { } ceiling && share > ceiling.Amount
            ? Worked.Out(ceiling.Amount, $"{working}, at most {Yuan.Of(ceiling)}")
            : Worked.Out(share, working);
    }
}
