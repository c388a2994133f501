using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a amount holds beyond its head.</summary>
internal static class AmountReader
{
    public static AmountRule Read(V1.Amount rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
