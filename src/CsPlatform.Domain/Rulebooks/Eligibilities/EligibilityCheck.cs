namespace CsPlatform.Domain.Rulebooks;

/// <summary>One check of a rule on what is allowed.</summary>
/// <param name="Id">Id, unique in the rule, such as "over_paid".</param>
/// <param name="ReasonZh">Why it refuses, in Chinese.</param>
/// <param name="ReasonEn">Why it refuses, in English.</param>
/// <param name="OnlyWhen">Asked only where this holds; null = always.</param>
/// <param name="Unless">Not asked where this holds; null = always asked.</param>
/// <param name="PassesWhenAbsent">Whether it passes where a fact that it needs is not given; otherwise it fails.</param>
/// <param name="FlagsOnly">Whether a failure is noted beside the answer instead of refusing.</param>
/// <param name="Kind">What is asked.</param>
public sealed record EligibilityCheck(
    string Id,
    string ReasonZh,
    string ReasonEn,
    FactCondition? OnlyWhen,
    FactCondition? Unless,
    bool PassesWhenAbsent,
    bool FlagsOnly,
    CheckKind Kind);
