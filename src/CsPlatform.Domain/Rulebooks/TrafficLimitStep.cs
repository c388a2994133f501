using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>限制店铺所有公域流量 for so many natural days, the first day included.</summary>
public sealed record TrafficLimitStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction, int Days)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);
