using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>强制学习推送课程并考试: failing or not taking the exam in time goes on as a traffic limit of the same case.</summary>
/// <param name="DaysToPass">
/// The exam counts as failed from the start of (day of the push + DaysToPass + 1): the day of the push is not counted
/// (handbook 1.5).
/// </param>
/// <param name="LimitDaysWhenFailed">Length of the limit that follows, in natural days.</param>
public sealed record StudyStep(
    string TextZh, string TextEn, Percentage? Threshold, BadSide Direction, int DaysToPass, int LimitDaysWhenFailed)
    : SanctionStep(TextZh, TextEn, Threshold, Direction);
