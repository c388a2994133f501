using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>A sign that somebody plays a rule.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Count">How many answers or consultations show it.</param>
/// <param name="TextZh">What was seen, in Chinese.</param>
/// <param name="TextEn">What was seen, in English.</param>
/// <param name="Evidence">Some of the events.</param>
public sealed record GamingSign(GamingKind Kind, int Count, string TextZh, string TextEn, IReadOnlyList<EventKey> Evidence);
