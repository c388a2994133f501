namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a missed obligation leads to.</summary>
/// <param name="Key">Its key, such as "refund_is_agreed".</param>
/// <param name="TextZh">The outcome in the platform's own words.</param>
/// <param name="TextEn">The outcome in English.</param>
public sealed record MissedOutcome(string Key, string TextZh, string TextEn);
