using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// What each unit of a reply metric adds, with how much less and more it could be on clocks that are off by a skew: the same unit
/// judged with the limit so much shorter and longer. Neither what is counted nor its day changes.
/// </summary>
public static class UnitFacts
{
    /// <summary>The units in their order, each with what it adds.</summary>
    public static IEnumerable<(ReplyUnit Unit, FactChange Fact)> Of(
        ReplyFormula formula, IReadOnlyList<Contact> contacts, ShopHistory shop, Duration skew)
    {
        var units = ReplyUnits.Of(formula, contacts, shop);
        if (skew == Duration.Zero)
        {
            return units.Select(unit => (unit, Fact(formula, unit)));
        }

        if (formula is MeanReplyTimeFormula)
        {
            return units.Select(unit => (unit, Mean(formula, unit, Milliseconds(skew))));
        }

        return LimitOf(formula) is { } limit
            ? Share(formula, limit, (contacts, shop, skew), units)
            : units.Select(unit => (unit, Fact(formula, unit)));
    }

    /// <summary>The limit of a formula, inclusive; null = it has none.</summary>
    public static Duration? LimitOf(ReplyFormula formula) => formula switch
    {
        ReplyRateFormula rate => rate.Within,
        FirstReplyRateFormula first => first.Within,
        RoundReplyRateFormula round => round.Within,
        _ => null,
    };

    private static IEnumerable<(ReplyUnit Unit, FactChange Fact)> Share(
        ReplyFormula formula,
        Duration limit,
        (IReadOnlyList<Contact> Contacts, ShopHistory Shop, Duration Skew) of,
        IEnumerable<ReplyUnit> units)
    {
        var (shorter, longer) = (With(formula, limit - of.Skew), With(formula, limit + of.Skew));
        var lows = ReplyUnits.Of(shorter, of.Contacts, of.Shop).Select(unit => ReplyMetrics.Of(unit, shorter).Numerator);
        var highs = ReplyUnits.Of(longer, of.Contacts, of.Shop).Select(unit => ReplyMetrics.Of(unit, longer).Numerator);
        return units.Zip(lows, highs).Select(judged =>
        {
            var (unit, low, high) = judged;
            var fact = Fact(formula, unit);
            var (least, most) = (Math.Min(low, high), Math.Max(low, high));
            return (unit, fact with
            {
                Less = fact.Numerator - Math.Min(fact.Numerator, least),
                More = Math.Clamp(most, fact.Numerator, fact.Denominator) - fact.Numerator,
            });
        });
    }

    private static FactChange Mean(ReplyFormula formula, ReplyUnit unit, long skew)
    {
        var less = 0L;
        foreach (var turn in unit.Measured)
        {
            less += turn.Wait is { } wait ? Math.Min(Milliseconds(wait), skew) : 0;
        }

        var fact = Fact(formula, unit);
        return fact with { Less = less, More = fact.Denominator * skew };
    }

    private static FactChange Fact(ReplyFormula formula, ReplyUnit unit)
    {
        var rate = ReplyMetrics.Of(unit, formula);
        return new FactChange(rate.Numerator, rate.Denominator);
    }

    private static ReplyFormula With(ReplyFormula formula, Duration within) => formula switch
    {
        ReplyRateFormula rate => rate with { Within = within },
        FirstReplyRateFormula first => first with { Within = within },
        RoundReplyRateFormula round => round with { Within = within },
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "This formula has no limit."),
    };

    private static long Milliseconds(Duration duration) => duration.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerMillisecond;
}
