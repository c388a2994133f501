using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>A band of scores: includes <paramref name="From"/>, excludes <paramref name="Below"/>.</summary>
/// <param name="From">Lowest score in it, in points.</param>
/// <param name="Below">Lowest score above it; null = everything above.</param>
/// <param name="Value">What it costs; 0 where the source says so.</param>
/// <param name="TextZh">What the platform says of such a score.</param>
/// <param name="TextEn">That in English.</param>
public sealed record AmountBand(Fraction From, Fraction? Below, Fen Value, string TextZh, string TextEn)
{
    /// <summary>Whether the score lies in it.</summary>
    public bool Contains(Fraction score) => From <= score && (Below is not { } below || score < below);
}
