using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Form = CsPlatform.Rulebooks.V1.Amount.FormOneofCase;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what an amount holds beyond its head.</summary>
internal static class AmountReader
{
    public static AmountRule Read(V1.Amount rule, RuleHead head, Place place, RuleIds ids)
    {
        var payer = place.Choice<V1.AmountParty, AmountParty>("payer", rule.Payer);
        var payee = place.Choice<V1.AmountParty, AmountParty>("payee", rule.Payee);
        if (payer == payee && payer != 0)
        {
            place.Field("payee").Fault("is the payer; name whom the money goes to");
        }

        return new AmountRule(
            head,
            payer,
            payee,
            FundSources(rule, place),
            place.Choice<V1.DueOncePer, DueOncePer>("dueOncePer", rule.DueOncePer),
            place.Choice<V1.AmountTrigger, AmountTrigger>("trigger", rule.Trigger),
            ReadForm(rule, place));
    }

    // The order of the file is the order in which the sources are tried.
    private static List<FundSource> FundSources(V1.Amount rule, Place place)
    {
        if (rule.FundSources.Count > 0)
        {
            place.Choices<V1.FundSource, FundSource>("fundSources", rule.FundSources, source => (FundSource)(int)source);
        }

        return [.. rule.FundSources.Select(source => (FundSource)(int)source)];
    }

    private static AmountForm ReadForm(V1.Amount rule, Place place)
    {
        switch (rule.FormCase)
        {
            case Form.Flat:
                return new FlatAmount(Money.AboveZero("fen", rule.Flat.HasFen, rule.Flat.Fen, place.Field("flat")));
            case Form.PerCase:
                return new PerCaseAmount(Money.AboveZero("fen", rule.PerCase.HasFen, rule.PerCase.Fen, place.Field("perCase")));
            case Form.Banded:
                return BandsReader.Read(rule.Banded, place.Field("banded"));
            case Form.Share:
                return Share(rule.Share, place.Field("share"));
            case Form.Multiple:
                var multiple = place.Field("multiple");
                return new MultipleAmount(
                    Fraction.Thousandths(multiple.Range("thousandths", rule.Multiple.Thousandths, 1, int.MaxValue)),
                    multiple.Choice<V1.ShareBase, AmountBase>("of", rule.Multiple.Of),
                    Money.AboveZero("floorFen", rule.Multiple.HasFloorFen, rule.Multiple.FloorFen, multiple));
            case Form.Range:
                return Range(rule.Range, place.Field("range"));
            default:
                place.Fault("has no form; give one of flat, banded, share, multiple, perCase, range");
                return new FlatAmount(null);
        }
    }

    private static ShareAmount Share(V1.ShareAmount share, Place place)
    {
        var floor = Money.AboveZero("floorFen", share.HasFloorFen, share.FloorFen, place);
        var ceiling = Money.AboveZero("ceilingFen", share.HasCeilingFen, share.CeilingFen, place);
        if (ceiling < floor)
        {
            place.Field("ceilingFen").Fault($"{ceiling} lies below the floor of {floor}; write more, or leave one out");
        }

        var hundredths = place.Range("hundredthsOfPercent", share.HundredthsOfPercent, 1, Percentage.Whole);
        return new ShareAmount(
            new Percentage(Math.Clamp(hundredths, 0, Percentage.Whole)),
            place.Choice<V1.ShareBase, AmountBase>("of", share.Of),
            floor,
            ceiling);
    }

    private static RangeAmount Range(V1.RangeAmount range, Place place)
    {
        var lowest = place.Range("lowestFen", range.LowestFen, 1, int.MaxValue);
        var highest = place.Range("highestFen", range.HighestFen, 1, int.MaxValue);
        if (highest <= lowest)
        {
            place.Field("highestFen").Fault($"{highest} is not above the lowest value {lowest}; write more, or a flat amount");
        }
        else if (range.HasChosenFen)
        {
            place.Range("chosenFen", range.ChosenFen, lowest, highest);
        }

        return new RangeAmount(new Fen(lowest), new Fen(highest), range.HasChosenFen ? new Fen(range.ChosenFen) : null);
    }
}
