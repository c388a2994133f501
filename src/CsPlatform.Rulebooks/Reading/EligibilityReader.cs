using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a eligibility holds beyond its head.</summary>
internal static class EligibilityReader
{
    public static EligibilityRule Read(V1.Eligibility rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
