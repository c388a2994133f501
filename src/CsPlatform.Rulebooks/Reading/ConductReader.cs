using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a conduct holds beyond its head.</summary>
internal static class ConductReader
{
    public static ConductRule Read(V1.Conduct rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
