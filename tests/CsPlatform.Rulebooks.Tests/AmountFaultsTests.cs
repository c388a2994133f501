using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>Amounts and pay rules that cannot be are faults, each at its own place.</summary>
public class AmountFaultsTests
{
    private const string Text = """
        { "textZh": "甲", "textEn": "a", "section": "handbook 5.1", "sourceClass": "SOURCE_CLASS_SEED", "effectiveFrom": "2019-01-01" }
        """;

    private const string Band = "\"textZh\":\"甲\",\"textEn\":\"a\"";

    private static readonly RulebookFile File = Samples.With(
        ("amounts", $$"""
            [{ "id": "any.fine", "nameZh": "甲", "nameEn": "a", "text": {{Text}}, "payer": "AMOUNT_PARTY_MERCHANT",
               "payee": "AMOUNT_PARTY_PLATFORM", "fundSources": ["FUND_SOURCE_SALES_PROCEEDS", "FUND_SOURCE_DEPOSIT"],
               "dueOncePer": "DUE_ONCE_PER_CASE", "trigger": "AMOUNT_TRIGGER_DECISION", "flat": { "fen": 100 } }]
            """),
        ("agentPays", $$"""
            [{ "id": "any.pay", "nameZh": "甲", "nameEn": "a", "text": {{Text}}, "lowestBaseFen": 110000, "highestBaseFen": 200000,
               "ownSalesHundredthsOfPercent": 200, "ownReturnsHundredthsOfPercent": 400, "unconsultedSalesHundredthsOfPercent": 0 }]
            """));

    // form, its value, fault at (below amounts[0]), says; several faults are parted by " & ".
    public static TheoryData<string, string, string, string> Forms() => new()
    {
        { "flat", "{\"fen\":0}", "flat.fen", "write 1 to" },
        { "flat", "{\"fen\":-1}", "flat.fen", "write 1 to" },
        { "flat", "{\"fen\":2147483648}", "flat.fen", "whole number" },
        { "perCase", "{\"fen\":0}", "perCase.fen", "write 1 to" },
        { "multiple", "{\"of\":\"SHARE_BASE_PAID\"}", "multiple.thousandths", "write 1 to" },
        { "multiple", "{\"thousandths\":1800}", "multiple.of", "is required" },
        { "multiple", "{\"thousandths\":1800,\"of\":\"SHARE_BASE_PAID\",\"floorFen\":-5}", "multiple.floorFen", "write 1 to" },
        { "share", "{\"hundredthsOfPercent\":10001,\"of\":\"SHARE_BASE_PAID\"}", "share.hundredthsOfPercent", "write 1 to 10000" },
        { "share", "{\"hundredthsOfPercent\":1,\"of\":\"SHARE_BASE_PAID\",\"floorFen\":5,\"ceilingFen\":4}", "share.ceilingFen", "below the floor" },
        { "share", "{}", "share.hundredthsOfPercent & share.of", "is" },
        { "range", "{\"lowestFen\":50,\"highestFen\":50}", "range.highestFen", "not above the lowest" },
        { "range", "{\"lowestFen\":50,\"highestFen\":60,\"chosenFen\":61}", "range.chosenFen", "write 50 to 60" },
        { "range", "{\"lowestFen\":50,\"highestFen\":60,\"chosenFen\":49}", "range.chosenFen", "write 50 to 60" },
        { "banded", "{}", "banded.bands", "at least two bands" },
        { "banded", Bands("0-60:5", "60-:0"), "", "" },
        { "banded", Bands("1-60:5", "60-:0"), "banded.bands[0].fromHundredths", "leaves a gap from 0" },
        { "banded", Bands("0-60:5", "59-:0"), "banded.bands[1].fromHundredths", "overlaps the band before" },
        { "banded", Bands("0-60:5", "61-:0"), "banded.bands[1].fromHundredths", "leaves a gap from 60" },
        { "banded", Bands("0-60:5", "60-70:0"), "banded.bands[1].belowHundredths", "ends the last band" },
        { "banded", Bands("0-:5", "60-:0"), "banded.bands[0].belowHundredths", "only the last band" },
        { "banded", Bands("0-60:5", "60-60:1", "60-:0"), "banded.bands[1].belowHundredths", "does not lie above" },
        { "banded", Bands("0-60:-5", "60-:0"), "banded.bands[0].fen", "write 0 to" },
        { "banded", Bands("0-60:", "60-:0"), "banded.bands[0].fen", "is required" },
        { "banded", Bands("0-60:", "61-70:0"), "banded.bands[0].fen & banded.bands[1].fromHundredths & banded.bands[1].belowHundredths", "" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_read_or_refused_with_every_path(string form, string value, string paths, string says)
    {
        var read = RulebookReader.Read(Samples.With(File, ("amounts.0.flat", null), ($"amounts.0.{form}", value)));

        var expected = paths.Split('&', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Select(path => $"amounts[0].{path}").Order(), read.Faults.Select(fault => fault.Path).Order());
        Assert.All(read.Faults, fault => Assert.Contains(says, fault.Problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amounts.0.payer", null, "amounts[0].payer", "is required")]
    [InlineData("amounts.0.payee", "\"AMOUNT_PARTY_MERCHANT\"", "amounts[0].payee", "is the payer")]
    [InlineData("amounts.0.fundSources", "[\"FUND_SOURCE_DEPOSIT\",\"FUND_SOURCE_DEPOSIT\"]", "amounts[0].fundSources[1]", "stands here twice")]
    [InlineData("amounts.0.dueOncePer", null, "amounts[0].dueOncePer", "is required")]
    [InlineData("amounts.0.trigger", null, "amounts[0].trigger", "is required")]
    [InlineData("amounts.0.flat", null, "amounts[0]", "has no form")]
    [InlineData("amounts.0.perCase", "{}", "amounts[0].perCase", "excludes another field")]
    [InlineData("agentPays.0.lowestBaseFen", "0", "agentPays[0].lowestBaseFen", "write 1 to")]
    [InlineData("agentPays.0.highestBaseFen", "109999", "agentPays[0].highestBaseFen", "write 110000 to")]
    [InlineData("agentPays.0.ownSalesHundredthsOfPercent", null, "agentPays[0].ownSalesHundredthsOfPercent", "write 0 where there is none")]
    [InlineData("agentPays.0.ownReturnsHundredthsOfPercent", "-400", "agentPays[0].ownReturnsHundredthsOfPercent", "write 0 to 10000")]
    [InlineData("hostedServiceFee.shortfallPolicy", "\"NONE\"", "hostedServiceFee.shortfallPolicy", "SHORTFALL_POLICY_DEPOSIT")]
    public void A_fault_is_reported_with_its_path_and_its_remedy(string change, string? to, string path, string says)
    {
        var fault = Assert.Single(RulebookReader.Read(Samples.With(File, (change, to))).Faults);

        Assert.Equal(path, fault.Path);
        Assert.Contains(says, fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_is_what_was_written_and_absent_stays_absent()
    {
        var rulebook = RulebookReader.Read(File).Value!;
        var unset = RulebookReader.Read(Samples.With(File, ("amounts.0.flat", "{}"), ("amounts.0.fundSources", null))).Value!;

        Assert.Equal(new FlatAmount(new Fen(100)), rulebook.Amounts[0].Form);
        Assert.Equal([FundSource.SalesProceeds, FundSource.Deposit], rulebook.Amounts[0].FundSources);
        Assert.Equal((new Fen(110_000), new Percentage(400)), (rulebook.AgentPays[0].LowestBase, rulebook.AgentPays[0].OwnReturns));
        Assert.Equal(new FlatAmount(null), unset.Amounts[0].Form);
        Assert.Empty(unset.Amounts[0].FundSources);
        Assert.Equal(ShortfallPolicy.CarryForward, rulebook.HostedServiceFee!.Shortfall);
    }

    // "0-60:5" is from 0, below 60, 5 fen; what is left out is left out.
    private static string Bands(params string[] bands) => $"{{\"bands\":[{string.Join(',', bands.Select(One))}]}}";

    private static string One(string band)
    {
        var (ends, fen) = (band.Split(':')[0].Split('-', 2), band.Split(':')[1]);
        return $"{{\"fromHundredths\":{ends[0]},{(ends[1].Length > 0 ? $"\"belowHundredths\":{ends[1]}," : "")}"
            + $"{(fen.Length > 0 ? $"\"fen\":{fen}," : "")}{Band}}}";
    }
}
