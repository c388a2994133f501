using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Packages;

/// <summary>
/// Monthly packages for hosted service (handbook 1.2): a fixed part by the number of hosted consultations of a natural month, and
/// for some bands a percentage part. The bands cover every number from 0 on, each once: a tariff with an overlap, a gap or a
/// percentage of nothing is refused whole, with all its faults.
/// </summary>
public sealed class PackageTariff
{
    private PackageTariff(IReadOnlyList<PackageBand> bands) => Bands = bands;

    /// <summary>The bands, from the fewest consultations to the most.</summary>
    public IReadOnlyList<PackageBand> Bands { get; }

    /// <summary>The tariff that the drafts write down, in their order; or every fault of them.</summary>
    public static PackageTariffReading Read(IReadOnlyList<PackageBandDraft> drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var faults = new List<PackageFault>();
        if (drafts.Count == 0)
        {
            faults.Add(new PackageFault("bands", "is required; give at least one band"));
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            CheckEnds(drafts, i, faults);
            CheckPrice(drafts[i], $"bands[{i}]", faults);
        }

        return faults.Count > 0
            ? new PackageTariffReading(null, faults)
            : new PackageTariffReading(new PackageTariff([.. drafts.Select(Band)]), []);
    }

    /// <summary>What a month costs.</summary>
    /// <param name="consultations">Hosted consultations of the month.</param>
    /// <param name="bases">What percentage parts are taken of, as far as it is known.</param>
    public PackageOutcome FeeOf(long consultations, IReadOnlyDictionary<PackageBase, Fen> bases)
    {
        ArgumentNullException.ThrowIfNull(bases);
        if (consultations < 0)
        {
            return new PackageUnrated(PackageReason.CountBelowZero);
        }

        var band = Bands.Single(b => b.Contains(consultations));
        return PackageFormula.Work(band, bases);
    }

    private static void CheckEnds(IReadOnlyList<PackageBandDraft> drafts, int i, List<PackageFault> faults)
    {
        var (draft, path, last) = (drafts[i], $"bands[{i}]", i == drafts.Count - 1);
        if (draft.From is not { } from)
        {
            faults.Add(new PackageFault($"{path}.from", "is required; write the fewest consultations of the band"));
        }
        else if (i == 0 && from != 0)
        {
            faults.Add(new PackageFault($"{path}.from", $"leaves 0 to {from - 1} without a price; write 0"));
        }
        else if (i > 0 && drafts[i - 1].Through is { } before && from <= before)
        {
            faults.Add(new PackageFault(
                $"{path}.from", $"{from} lies in bands[{i - 1}] too, which ends with {before}; write {before + 1}"));
        }
        else if (i > 0 && drafts[i - 1].Through is { } end && from > end + 1)
        {
            faults.Add(new PackageFault($"{path}.from", $"leaves {end + 1} to {from - 1} without a price; write {end + 1}"));
        }

        if (last && draft.Through is not null)
        {
            faults.Add(new PackageFault($"{path}.through", "ends the last band; leave it out, so that every month has a price"));
        }
        else if (!last && draft.Through is null)
        {
            faults.Add(new PackageFault($"{path}.through", "is required: only the last band has no end"));
        }
        else if (draft.Through < draft.From)
        {
            faults.Add(new PackageFault(
                $"{path}.through", $"{draft.Through} is fewer than {draft.From}; write {draft.From} or more"));
        }
    }

    private static void CheckPrice(PackageBandDraft draft, string path, List<PackageFault> faults)
    {
        if (draft.FixedFen is not (>= 0 and <= Fen.LargestInput))
        {
            faults.Add(new PackageFault($"{path}.fixedFen", $"write 0 to {Fen.LargestInput}"));
        }

        if (draft.ShareHundredthsOfPercent is < 1 or > Percentage.Whole)
        {
            faults.Add(new PackageFault($"{path}.shareHundredthsOfPercent", $"write 1 to {Percentage.Whole}, or leave it out"));
        }
        else if (draft is { ShareHundredthsOfPercent: { } share, Of: null })
        {
            faults.Add(new PackageFault($"{path}.of", $"is required: {new Percentage(share)} of what?"));
        }

        if (draft is { ShareHundredthsOfPercent: null, Of: not null })
        {
            faults.Add(new PackageFault($"{path}.of", "stands without a share; write the share or leave it out"));
        }
    }

    private static PackageBand Band(PackageBandDraft draft) => new(
        draft.From!.Value,
        draft.Through,
        new Fen(draft.FixedFen!.Value),
        draft.ShareHundredthsOfPercent is { } share ? new Percentage(share) : null,
        draft.Of);
}
