using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating.Packages;

/// <summary>A price for months with so many hosted consultations. Both ends are included.</summary>
/// <param name="From">Fewest consultations.</param>
/// <param name="Through">Most consultations; null = no end.</param>
/// <param name="Fixed">Fixed part, 0 or more.</param>
/// <param name="Share">Percentage part; null = none.</param>
/// <param name="Of">What that is taken of; set exactly when there is a percentage part.</param>
public sealed record PackageBand(long From, long? Through, Fen Fixed, Percentage? Share, PackageBase? Of)
{
    /// <summary>Whether a month with so many consultations lies in it.</summary>
    public bool Contains(long consultations) => From <= consultations && (Through is not { } last || consultations <= last);

    /// <summary>Its ends, such as "11-50" or "801-".</summary>
    public string Ends => $"{From}-{Through}";
}
