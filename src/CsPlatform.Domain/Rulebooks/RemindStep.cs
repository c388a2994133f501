using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>友情提示: a notice only. Not a penalty.</summary>
public sealed record RemindStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);
