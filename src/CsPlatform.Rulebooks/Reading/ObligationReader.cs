using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a obligation holds beyond its head.</summary>
internal static class ObligationReader
{
    public static ObligationRule Read(V1.Obligation rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
