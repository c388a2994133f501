using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;

namespace CsPlatform.Domain.Rating.Packages;

/// <summary>Fixed part plus percentage part, exact, rounded once half up to the fen (handbook G9).</summary>
public static class PackageFormula
{
    /// <summary>What a month in that band costs.</summary>
    public static PackageOutcome Work(PackageBand band, IReadOnlyDictionary<PackageBase, Fen> bases)
    {
        ArgumentNullException.ThrowIfNull(band);
        ArgumentNullException.ThrowIfNull(bases);
        if (band.Share is not { } share || band.Of is not { } of)
        {
            return new PackageFee(band, band.Fixed, Yuan.Of(band.Fixed));
        }

        if (!bases.TryGetValue(of, out var sum))
        {
            return new PackageUnrated(PackageReason.BaseMissing);
        }

        if (sum < Fen.Zero || sum.Amount > Fen.LargestInput)
        {
            return new PackageUnrated(PackageReason.BaseOutOfRange);
        }

        var exact = band.Fixed.Amount + (sum.Amount * new Fraction(share.HundredthsOfPercent, Percentage.Whole));
        var value = exact.HalfUp();
        if (value > Fen.LargestInput)
        {
            return new PackageUnrated(PackageReason.TooLarge);
        }

        var fee = new Fen((long)value);
        var working = $"{Yuan.Of(band.Fixed)} + {share} × {Yuan.Of(sum)} = {Yuan.Exact(exact)}";
        return new PackageFee(band, fee, exact == value ? working : $"{working}, rounded {Yuan.Of(fee)}");
    }
}
