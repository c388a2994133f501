using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Packages;
using FsCheck;
using FsCheck.Fluent;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What holds for every package tariff that somebody might write down.</summary>
[Trait("kind", "property")]
public class PackageProperties
{
    private const int MostConsultations = 40;

    // Most drafts fit to the band before, so that whole tariffs are met as often as faulty ones.
    private static readonly Gen<PackageBandDraft[]> Drafts =
        from count in Gen.Choose(1, 4)
        from lengths in Gen.ListOf(Gen.Choose(0, 6), 4)
        from slips in Gen.ListOf(Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(-1))), 4)
        from fixedFen in Gen.ListOf(Gen.Choose(0, 10_000), 4)
        from shares in Gen.ListOf(Gen.Choose(-1, 3), 4)
        select Draft(count, [.. lengths], [.. slips], [.. fixedFen], [.. shares]);

    [Fact]
    public void A_tariff_that_is_not_refused_has_exactly_one_band_for_every_month() => Check((drafts, read) =>
    {
        if (read.Tariff is { } tariff)
        {
            Assert.All(Enumerable.Range(0, MostConsultations), n => Assert.Single(tariff.Bands, band => band.Contains(n)));
        }
    });

    [Fact]
    public void A_tariff_whose_bands_do_not_fit_is_refused_with_a_path_for_each() => Check((drafts, read) =>
    {
        var slips = drafts.Where((draft, i) => draft.From != (i == 0 ? 0 : drafts[i - 1].Through + 1)).Count();

        Assert.Equal(slips, read.Faults.Count(fault => fault.Path.EndsWith(".from", StringComparison.Ordinal)));
        Assert.Equal(read.Faults.Count == 0, read.Tariff is not null);
    });

    [Fact]
    public void A_fee_is_never_below_its_fixed_part_and_grows_with_the_base() => Check((drafts, read) =>
    {
        for (var n = 0; read.Tariff is { } tariff && n < MostConsultations; n++)
        {
            var (less, more) = (Fee(tariff, n, 1_049), Fee(tariff, n, 1_050));

            Assert.True(less.Value >= less.Band.Fixed && less.Value <= more.Value);
        }
    });

    private static PackageFee Fee(PackageTariff tariff, int consultations, long fen) => (PackageFee)tariff.FeeOf(
        consultations, new Dictionary<PackageBase, Fen> { [PackageBase.SettledProceeds] = new(fen) });

    private static void Check(Action<PackageBandDraft[], PackageTariffReading> holds) =>
        Prop.ForAll(Drafts.ToArbitrary(), drafts => holds(drafts, PackageTariff.Read(drafts))).Check(Config.QuickThrowOnFailure);

    private static PackageBandDraft[] Draft(int count, int[] lengths, int[] slips, int[] fixedFen, int[] shares)
    {
        var (drafts, next) = (new List<PackageBandDraft>(), 0L);
        for (var i = 0; i < count; i++)
        {
            var from = Math.Max(0, next + slips[i]);
            long? through = i == count - 1 ? null : from + lengths[i];
            drafts.Add(shares[i] > 0
                ? new PackageBandDraft(from, through, fixedFen[i], shares[i] * 100, PackageBase.SettledProceeds)
                : new PackageBandDraft(from, through, fixedFen[i]));
            next = (through ?? 0) + 1;
        }

        return [.. drafts];
    }
}
