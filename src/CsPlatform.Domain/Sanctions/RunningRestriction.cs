using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A restriction of a running case.</summary>
/// <param name="Rule">What is restricted and how it ends.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="Until">Day it ends, exclusive; null = open.</param>
public sealed record RunningRestriction(RestrictionAction Rule, LocalDate From, LocalDate? Until)
{
    /// <summary>The restriction that starts on a day.</summary>
    public static RunningRestriction Starting(RestrictionAction rule, LocalDate from) =>
        new(rule, from, rule.Length is FixedLength { Days: { } days } ? from.PlusDays(days) : null);
}
