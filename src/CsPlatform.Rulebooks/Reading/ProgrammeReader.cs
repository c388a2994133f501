using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a programme holds beyond its head.</summary>
internal static class ProgrammeReader
{
    public static ProgrammeRule Read(V1.Programme rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
