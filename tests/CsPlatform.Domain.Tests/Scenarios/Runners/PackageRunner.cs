using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rating.Packages;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Monthly packages. The setting bands is written "0-10: 60.00; 11-: 120.00 + 3 % of settled proceeds"; both ends are included.
/// Given: consultations and base (in yuan), or fault (its number, from 1). Found: fee, band, working, reason; faults (how many), at and
/// says (of that fault).
/// </summary>
internal sealed class PackageRunner : IScenarioRunner
{
    public string Name => "package";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var read = PackageTariff.Read([.. row.Cell("bands").Split(';', StringSplitOptions.TrimEntries).Select(Draft)]);
        Assert.True(read.Tariff is null != (read.Faults.Count == 0));
        var number = int.Parse(row.Find("fault") ?? "1", CultureInfo.InvariantCulture);
        var fault = read.Faults.ElementAtOrDefault(number - 1);
        var outcome = read.Tariff?.FeeOf(long.Parse(row.Find("consultations") ?? "0", CultureInfo.InvariantCulture), Bases(row));
        var fee = outcome as PackageFee;
        return new Dictionary<string, string>
        {
            ["fee"] = fee is null ? "unrated" : Yuan.Of(fee.Value),
            ["band"] = fee?.Band.Ends ?? "",
            ["working"] = fee?.Working ?? "",
            ["reason"] = outcome is PackageUnrated unrated ? Words.Of(unrated.Reason) : "",
            ["faults"] = read.Faults.Count.ToString(CultureInfo.InvariantCulture),
            ["at"] = fault?.Path ?? "",
            ["says"] = fault?.Problem ?? "",
        };
    }

    private static Dictionary<PackageBase, Fen> Bases(ScenarioRow row) =>
        Words.Yuan(row.Find("base")) is { } sum ? new() { [PackageBase.SettledProceeds] = sum } : [];

    private static PackageBandDraft Draft(string text)
    {
        var (ends, price) = Two(text, ":");
        var (from, through) = Two(ends, "-");
        var (sum, share) = Two(price, "+");
        var (percent, of) = Two(share, "of");
        return new PackageBandDraft(
            Whole(from), Whole(through), Words.Yuan(sum)!.Value.Amount,
            percent.Length == 0 ? null : (int)(Words.Number(percent.TrimEnd('%')) * 100).HalfUp(),
            of.Length == 0 ? null : ScenarioMarket.One<PackageBase>(of));
    }

    private static long? Whole(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static (string First, string Second) Two(string text, string separator)
    {
        var parts = text.Split(separator, 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }
}
