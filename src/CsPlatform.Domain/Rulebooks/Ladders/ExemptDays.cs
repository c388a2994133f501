using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>Days that are not assessed, such as a festival's; a figure whose period holds one of them is not judged.</summary>
/// <param name="Days">The days.</param>
/// <param name="TextZh">Why, in the platform's own words.</param>
/// <param name="TextEn">Why, in English.</param>
public sealed record ExemptDays(Period Days, string TextZh, string TextEn);
